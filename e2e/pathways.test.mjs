// The somatic pathway: from the board to a visit that is planned and held, a hand-over that is declined and accepted, and the
// first visit that is checked.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();
const tablet = 820;

/** Chooses what to record of the step whose turn it is, and records it. */
async function records(page, act, fill = async () => {}) {
  await page.getByRole('link', { name: act, exact: true }).first().click();
  await page.locator('#act').waitFor();
  await fill();
  await page.locator('#act').getByRole('button', { name: act }).click();
  await page.waitForURL(/done=recorded/);
}

/** Makes a link for the doctor who was asked: its address and the code. */
async function linked(page) {
  await page.getByRole('button', { name: 'Préparer un lien pour le médecin' }).click();
  await page.getByRole('heading', { name: 'Un lien et un code pour le médecin' }).waitFor();
  await inspect(page);
  const [link, code] = [await page.locator('code.secret').innerText(), await page.locator('b.secret').innerText()];
  await page.getByRole('main').getByRole('link', { name: 'Revenir au circuit' }).last().click();
  await page.locator('.steps').waitFor();
  return { path: new URL(link).pathname, code };
}

/** Chooses a doctor near the person’s home, and proposes the hand-over. */
async function proposesNearHome(page, at) {
  await page.getByRole('link', { name: 'Choisir un médecin près de chez elle' }).click();
  await page.getByRole('heading', { name: 'Près de chez la personne' }).waitFor();
  await inspect(page);
  await page.getByRole('button', { name: /^Proposer le relais/ }).nth(at).click();
  await page.waitForURL(/done=recorded/);
}

journey('three visits, a doctor who declines by a link, one who takes over', { width: tablet }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'psychiatrist');
  await page.goto('/pathways');
  await inspect(page);
  await page.getByRole('link', { name: 'En retard', exact: true }).click();
  await inspect(page);
  await page.goto('/pathways?program=somatic-network&step=visit-1');
  await page.locator('.queue h3 a').first().click();
  await page.waitForURL(/\/pathways\/[0-9a-f-]{36}$/);
  await inspect(page);
  await records(page, 'Prévoir', async () => {
    await page.getByLabel('Le jour').fill('20/11/2026');
    await page.locator('#act').getByRole('button', { name: 'Prévoir' }).click();
    await page.getByRole('heading', { name: /à revoir/ }).first().waitFor();
    await inspect(page);
    await page.getByLabel('Le jour').fill('01/12/2026');
    await page.getByLabel('L’heure').fill('10 h');
    await page.getByLabel('Où').fill('Maison des Tanneurs, bureau 4');
  });
  await page.getByText('Maison des Tanneurs, bureau 4').first().waitFor();
  await inspect(page);
  for (const visit of ['1re visite', '2e visite', '3e visite']) {
    await page.getByRole('heading', { name: `À faire maintenant : ${visit}` }).waitFor();
    await records(page, 'La visite a eu lieu');
  }
  await records(page, 'La synthèse est signée');
  const name = (await page.locator('.page-head a').first().innerText()).trim();
  const pathway = page.url().replace(/[?#].*/, '');

  await proposesNearHome(page, 0);
  const first = await linked(page);
  const busy = await visit({ width: phone });
  await busy.goto(first.path);
  await inspect(busy);
  assert.ok(!(await busy.content()).includes(name), 'nothing of the person before an answer');
  await busy.getByRole('button', { name: 'Répondre que je ne peux pas' }).click();
  await busy.getByRole('heading', { name: /à revoir/ }).waitFor();
  await inspect(busy);
  await busy.getByLabel('Pourquoi').fill('Plus de place avant l’été');
  await busy.getByRole('button', { name: 'Répondre que je ne peux pas' }).click();
  await busy.getByRole('heading', { name: 'Merci de votre réponse' }).waitFor();
  await inspect(busy);
  await busy.goto(first.path);
  await busy.getByRole('heading', { name: 'Ce lien n’ouvre rien' }).waitFor();
  await inspect(busy);

  await page.goto(pathway);
  await page.getByText('Plus de place avant l’été').first().waitFor();
  await proposesNearHome(page, 1);
  const second = await linked(page);
  const willing = await visit({ width: phone });
  await willing.goto(second.path);
  await willing.getByLabel(/Votre question/).fill('Vient-elle seule ? 02 47 11 22 33');
  await willing.getByRole('button', { name: 'Envoyer la question' }).click();
  await willing.getByText('Votre question est partie').waitFor();
  await willing.getByRole('button', { name: 'J’accepte' }).click();
  await willing.getByRole('heading', { name: 'Merci, vous avez accepté' }).waitFor();
  await inspect(willing);
  await willing.getByLabel('Le code').fill(second.code);
  await willing.getByRole('button', { name: 'Ouvrir' }).click();
  await willing.getByRole('heading', { name, level: 1 }).waitFor();
  await inspect(willing);
  await willing.getByRole('button', { name: 'Fermer cette page' }).click();
  await willing.getByRole('heading', { name: 'Ce lien n’ouvre rien' }).waitFor();

  await page.goto(pathway);
  await inspect(page);
  await records(page, 'C’est vérifié');
  assert.match(await page.locator('h1').innerText(), /6 étapes sur 7/);
  await records(page, 'C’est vérifié');
  assert.match(await page.locator('h1').innerText(), /7 étapes sur 7/);
  await records(page, 'Refermer le circuit');
  await page.setViewportSize({ width: phone, height: 800 });
  await inspect(page);
  await page.setViewportSize({ width: desk, height: 900 });
  await inspect(page);
});

journey('what became of the seventy-five of 2025 is in the report, by place', { locale: 'fr', width: desk }, async ({ demo }) => {
  const told = JSON.parse(demo.order('report', '--program', 'somatic-network', '--from', '2025-01-01', '--to', '2025-12-31'));
  const wanted = { persons_referred: 75, without_gp_at_entry: 75, without_gp_now: 0, visits_held: 225, syntheses_sent: 75, handovers_accepted: 75, first_visits_confirmed: 75 };
  for (const [key, figure] of Object.entries(wanted)) assert.equal(told.indicators[key], figure, key);
  // Each place has its share, and they add up.
  assert.ok(told.by_organization.length > 1);
  for (const key of Object.keys(wanted)) {
    const all = told.by_organization.map((place) => place.indicators[key]);
    assert.equal(all.reduce((sum, one) => sum + one, 0), told.indicators[key], `${key}: ${all}`);
  }
  // Those who began late in the year are seen six months later, in the next.
  const later = JSON.parse(demo.order('report', '--program', 'somatic-network', '--from', '2025-01-01', '--to', '2026-11-23'));
  const [soon, all] = [told, later].map((report) => report.indicators.followed_at_six_months);
  assert.ok(0 < soon && soon < all && all <= later.indicators.first_visits_confirmed, `${soon} and ${all}`);
});
