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

journey('three visits, a doctor who cannot, one who takes over', { width: tablet }, async ({ page, demo }) => {
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
  await records(page, 'Proposer le relais', () => page.getByLabel('À qui').fill('Dr Camille Renaud'));
  await records(page, 'Le médecin ne peut pas', () => page.getByLabel('Pourquoi').fill('Plus de place'));
  await records(page, 'Proposer le relais', () => page.getByLabel('À qui').fill('Dr Anne-Laure Picard'));
  await records(page, 'Le médecin accepte');
  await inspect(page);
  await records(page, 'C’est vérifié');
  assert.match(await page.locator('h1').innerText(), /6 étapes sur 7/);
  await page.setViewportSize({ width: phone, height: 800 });
  await inspect(page);
  await page.setViewportSize({ width: desk, height: 900 });
  await inspect(page);
});
