// Reception: somebody comes in without a name and is sent to the mediator; somebody who came so on Friday comes back
// and becomes a person of the house.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage, texts } from './lib.mjs';

const { journey } = stage();
const t = texts('fr');

async function note(page, { reasons, called, words, who }) {
  await page.goto('/reception');
  await page.getByRole('link', { name: t('arrival-new') }).first().click();
  await page.getByRole('radio', { name: new RegExp(`^${t(`arrival-who-${who}`)}`) }).check();
  for (const reason of reasons) await page.getByLabel(reason, { exact: true }).check();
  if (called) await page.getByLabel(t('arrival-call')).fill(called);
  if (words) await page.getByLabel(t('arrival-note'), { exact: true }).fill(words);
  await page.getByRole('button', { name: t('arrival-save') }).click();
}

journey('somebody without a name is oriented to the mediator, and received', { locale: 'fr', width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'mediator');
  await page.goto('/reception');
  await inspect(page);
  await page.getByRole('link', { name: t('arrival-new') }).first().click();
  await page.getByRole('heading', { level: 1, name: t('arrival-new') }).waitFor();
  await inspect(page);

  // What would say who somebody is, is refused, and nothing typed is lost.
  await note(page, { who: 'nobody', reasons: ['Papiers, droits, courrier'], called: 'manteau vert', words: 'Rappeler au 06 00 00 12 34' });
  await page.getByText('Il y a là un numéro').first().waitFor();
  await inspect(page);
  assert.equal(await page.getByLabel(t('arrival-call')).inputValue(), 'manteau vert');
  await page.getByLabel(t('arrival-note'), { exact: true }).fill('Ne dit pas son nom, veut une adresse postale.');
  await page.getByRole('button', { name: t('arrival-save') }).click();
  await page.waitForURL(/done=recorded/);
  await inspect(page);
  const arrival = new URL(page.url()).pathname;

  await page.getByLabel('Médiatrice ou médiateur en santé').check();
  await page.getByRole('button', { name: t('arrival-orient-do') }).click();
  await page.waitForURL(/done=oriented/);
  await inspect(page);
  assert.ok(await page.getByText(/Orientée.*Médiatrice ou médiateur/).first().isVisible());

  // The secretary of the same counter sees who waits, not what was confided.
  const secretary = await visit({ width: desk });
  await signIn(secretary, demo, 'receptionist');
  await secretary.goto('/reception');
  await secretary.getByRole('link', { name: /manteau vert/ }).first().click();
  await secretary.waitForURL(/\/reception\/arrivals\//);
  await inspect(secretary);
  assert.equal(await secretary.getByText('adresse postale').count(), 0, 'the note is not for her');

  await page.getByRole('button', { name: t('arrival-was-seen') }).click();
  await page.waitForURL(/done=seen/);
  await page.goto('/reception');
  const over = page.getByRole('region', { name: t('reception-over') });
  assert.ok(await over.getByRole('link', { name: /manteau vert/ }).first().isVisible());
  assert.ok(arrival.startsWith('/reception/arrivals/'));
});

journey('who came without a name last Friday becomes a person', { locale: 'fr', width: desk }, async ({ page, demo }) => {
  await signIn(page, demo, 'mediator');
  await page.goto('/reception?on=2026-11-20');
  await inspect(page);
  await page.getByRole('main').locator('ol.queue h3 a').first().click();
  await page.waitForURL(/\/reception\/arrivals\//);
  const arrival = new URL(page.url()).pathname;
  assert.equal(await page.getByText('bonnet bleu').count(), 0, 'that day’s way to call them is gone');

  await page.getByRole('link', { name: t('arrival-known-do') }).click();
  await page.getByRole('heading', { level: 1, name: t('arrival-who-title') }).waitFor();
  await inspect(page);
  await page.getByRole('searchbox').last().fill('ferhat');
  await page.getByRole('main').getByRole('button', { name: t('persons-search') }).click();
  await page.getByRole('listitem').filter({ hasText: 'Ferhat' }).getByRole('button', { name: t('arrival-is-them') }).first().waitFor();
  await inspect(page);

  await page.getByRole('link', { name: t('arrival-become-do') }).click();
  await page.waitForURL(/\/persons\/new\?arrival=/);
  await inspect(page);
  await page.getByLabel('Nom de naissance').fill('Traoré');
  await page.getByLabel('Prénoms').fill('Moussa');
  await page.getByLabel('Homme').check();
  await page.getByLabel('Date de naissance').fill('01/01/1990');
  await page.getByLabel('Accord de la personne').first().check();
  await page.getByLabel('De vive voix').check();
  await page.getByRole('button', { name: 'Créer' }).click();
  await page.waitForURL(/done=became-person/);
  assert.equal(new URL(page.url()).pathname, arrival);
  await inspect(page);
  await page.getByRole('link', { name: t('arrival-record') }).click();
  await page.getByText(t('entry-arrival')).first().waitFor();

  await page.goto('/programs/social-accompaniment');
  await inspect(page);
  assert.ok(await page.getByRole('heading', { name: 'Éducation populaire en santé' }).isVisible());
  await page.goto('/programs/social-accompaniment/report?from=2026-11-01&to=2026-11-30');
  await inspect(page);
});
