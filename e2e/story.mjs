// The advice line from end to end: a GP asks without saying about whom, the secretary triages, the psychiatrist asks
// back and answers with a consultation, which is booked and held; the GP closes, and the report counts it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepsFocus, signIn, texts } from './lib.mjs';

const figures = (demo) => {
  const report = demo.order('report', '--program', 'advice-line', '--from', '2026-11-01', '--to', '2026-11-30');
  const figure = (code) => Number(report.match(new RegExp(`"${code}":(\\d+)`))?.[1] ?? 0);
  return { asked: figure('advices_asked'), given: figure('advices_given'), held: figure('consultations_within_15_days'), closed: figure('closed') };
};

/**
 * One whole story, told by `hands`; `look` is done with each page once it stands. It takes until the minute for which
 * the consultation was booked has passed.
 */
export async function tell({ demo, visit, locale, hands, look = async () => {}, boosted = true }) {
  const t = texts(locale);
  const before = figures(demo);
  const question = locale === 'fr' ? 'Insomnie rebelle : que proposer ?' : 'Stubborn insomnia: what to offer?';

  const button = (page, key) => page.getByRole('main').getByRole('button', { name: t(key), exact: true });
  const label = (page, key) => page.getByRole('main').getByLabel(t(key), { exact: true });
  const enter = async (page, persona, path) => {
    await signIn(page, demo, persona);
    if (path) await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const send = async (page, key, address) => {
    await hands.press(page, button(page, key).first());
    await page.waitForURL(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (boosted) await keepsFocus(page);
  };

  const gp = await visit();
  await enter(gp, 'gp', '/requests/new');
  await look(gp);
  await send(gp, 'emergency-go-on', /\/ask$/);
  await hands.open(gp, gp.getByText(t('ask-without-identity'), { exact: true }));
  await hands.check(gp, gp.getByLabel(t('ask-without-identity-check')));
  await hands.fill(gp, gp.getByRole('textbox', { name: t('ask-question') }), question);
  await hands.check(gp, label(gp, 'ideas-absent'));
  await look(gp);
  await send(gp, 'ask-review', /\/review$/);
  await look(gp);
  await send(gp, 'review-send', /done=sent/);
  await look(gp);
  const request = new URL(gp.url()).pathname;

  const secretary = await visit();
  await enter(secretary, 'secretary', request);
  assert.equal(await secretary.getByText(question).count(), 0, 'triage never reads the question');
  await look(secretary);
  await send(secretary, 'triage-do', /done=triage/);

  const psychiatrist = await visit();
  await enter(psychiatrist, 'psychiatrist', request);
  await hands.open(psychiatrist, psychiatrist.locator('summary', { hasText: t('ask-back-title') }));
  await hands.fill(psychiatrist, psychiatrist.getByLabel(t('ask-back-text')), 'Depuis quand ?');
  await send(psychiatrist, 'ask-back-do', /done=/);

  await gp.goto(request);
  await hands.fill(gp, gp.getByRole('textbox', { name: t('complete-text') }), 'Depuis six mois.');
  await look(gp);
  await hands.press(gp, gp.locator('form#complete').getByRole('button'));
  await gp.waitForURL(/done=/);

  await psychiatrist.goto(request);
  await hands.fill(psychiatrist, psychiatrist.getByRole('textbox', { name: t('answer-assessment') }), 'Sans signe de gravité.');
  await hands.check(psychiatrist, psychiatrist.getByLabel(t('answer-consultation')));
  await look(psychiatrist);
  await send(psychiatrist, 'answer-preview', /\/preview$/);
  await look(psychiatrist);
  await send(psychiatrist, 'preview-do', /done=answered/);

  // A time so near that it will have passed by the time the pages have been looked at.
  const soon = new Date(Math.ceil((demo.now().getTime() + 20_000) / 60_000) * 60_000);
  await hands.moment(psychiatrist, psychiatrist.locator('input[type=datetime-local]').first(), soon);
  await hands.fill(psychiatrist, psychiatrist.getByLabel(t('consultation-place')), 'CMP');
  await send(psychiatrist, 'consultation-offer-do', /done=times/);
  await look(psychiatrist);

  await gp.goto(request);
  await hands.check(gp, gp.locator('input[name=slot]').first());
  await send(gp, 'consultation-book', /done=booked/);
  await look(gp);

  await sleep(Math.max(0, soon.getTime() - demo.now().getTime() + 1000));
  await psychiatrist.goto(request);
  await send(psychiatrist, 'consultation-was-held', /done=consultation/);
  await look(psychiatrist);

  await gp.goto(request);
  await hands.check(gp, gp.locator('form#close input[name=followed][value=yes]'));
  await hands.check(gp, label(gp, 'referral-avoided'));
  await send(gp, 'close-do', /done=close/);
  await look(gp);

  const counted = figures(demo);
  for (const code of Object.keys(before)) assert.equal(counted[code], before[code] + 1, code);
}
