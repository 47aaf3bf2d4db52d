// The record: somebody writes a treatment and ends it, on a phone; a restricted note, read by the one it names.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

/** Opens the page of Nadia Ferhat. */
async function nadia(page) {
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Nadia Ferhat' }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
}

journey('a treatment is written and ended', { locale: 'fr', width: phone }, async ({ page, demo }) => {
  await signIn(page, demo, 'nurse');
  await nadia(page);
  await inspect(page);
  assert.ok(await page.getByText('Allergie : Pénicilline').first().isVisible(), 'the allergy is said first');
  await page.getByRole('link', { name: 'Écrire dans le dossier' }).click();
  await page.waitForURL(/entries\/new/);
  await inspect(page);
  await page.getByRole('link', { name: 'Traitement', exact: true }).click();
  await page.waitForURL(/sort=treatment/);
  await inspect(page);
  await page.getByLabel('Le traitement').fill('Metformine');
  await page.getByLabel('Posologie').fill('850 mg matin et soir');
  await page.getByRole('radio', { name: /^Somatique/ }).check();
  await page.getByLabel('Jusqu’à quand').fill('31/12/2099');
  await page.getByRole('button', { name: 'Inscrire au dossier' }).click();
  await page.getByText('Cette date n’est pas encore passée').first().waitFor();
  await inspect(page);
  assert.equal(await page.getByLabel('Posologie').inputValue(), '850 mg matin et soir', 'nothing typed is lost');
  await page.getByLabel('Jusqu’à quand').fill('');
  await page.getByRole('button', { name: 'Inscrire au dossier' }).click();
  await page.waitForURL(/done=written/);
  await inspect(page);
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Metformine, 850 mg matin et soir');
  await page.getByRole('button', { name: 'Noter la fin' }).click();
  await page.waitForURL(/done=ended/);
  await inspect(page);
  assert.ok(await page.getByText('Terminé', { exact: true }).isVisible());
});

journey('a restricted note is read by the one it names', { locale: 'en', width: desk }, async ({ page, demo }) => {
  await signIn(page, demo, 'psychiatrist');
  await nadia(page);
  await page.getByRole('link', { name: 'Write in the record' }).click();
  await page.waitForURL(/entries\/new/);
  await page.getByLabel('Your text').fill('What she wants only the two of us to know.');
  await page.getByRole('radio', { name: /^Psychiatric/ }).check();
  await page.getByLabel('Only me, and those I name').check();
  await page.getByRole('checkbox', { name: 'Mathieu Girard' }).check();
  await inspect(page);
  await page.getByRole('button', { name: 'Put it in the record' }).click();
  await page.waitForURL(/done=written/);
  await inspect(page);
  const note = new URL(page.url()).pathname;
  const readers = page.getByRole('complementary', { name: 'Who can read this' });
  assert.ok(await readers.getByText('Mathieu Girard').isVisible());
  assert.equal(await readers.getByText('Awa Diarra').count(), 0);
  await page.context().clearCookies();
  await signIn(page, demo, 'social_worker');
  const answer = await page.goto(note);
  assert.equal(answer.status(), 404);
});
