// Rights: a social worker files an application on a phone; the doctor gives the certificate that he owes.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

async function rights(page) {
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Nadia Ferhat' }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: /^(Droits et demandes|Rights and applications)$/ }).click();
  await page.waitForURL(/\/rights$/);
}

journey('a social worker opens and files an application', { locale: 'fr', width: phone }, async ({ page, demo }) => {
  await signIn(page, demo, 'social_worker');
  await rights(page);
  await inspect(page);
  assert.ok(await page.getByText(/À renouveler, ouvert jusqu’au/).isVisible(), 'what is to be renewed is said');
  await page.getByLabel('Quel droit').selectOption('domiciliation');
  await page.getByRole('button', { name: 'Ouvrir la demande' }).click();
  await page.waitForURL(/\/rights\/[0-9a-f-]{36}$/);
  await inspect(page);
  await page.getByRole('button', { name: /^Fournie/ }).first().click();
  await page.waitForURL(/done=recorded/);
  await page.getByRole('link', { name: 'Déposer la demande' }).click();
  await page.waitForURL(/next=filing/);
  await inspect(page);
  await page.getByLabel('Au guichet').check();
  await page.getByLabel('Quand').fill('01/01/2099');
  await page.getByRole('button', { name: 'Déposer la demande' }).click();
  await page.getByText('Cette date n’est pas encore passée').first().waitFor();
  await inspect(page);
  await page.getByLabel('Quand').fill('');
  await page.getByRole('button', { name: 'Déposer la demande' }).click();
  await page.waitForURL(/done=recorded/);
  assert.ok(await page.getByText('Déposée', { exact: true }).first().isVisible());
});

journey('a doctor gives the certificate that he owes', { locale: 'en', width: desk }, async ({ page, demo }) => {
  await signIn(page, demo, 'psychiatrist');
  await page.goto('/');
  await inspect(page);
  await page.getByRole('link', { name: /Medical certificate/ }).first().click();
  await page.waitForURL(/\/rights\/[0-9a-f-]{36}/);
  await inspect(page);
  assert.equal(await page.getByRole('link', { name: 'File the application' }).count(), 0, 'the rest is not hers to record');
  await page.getByRole('button', { name: /^It is there/ }).click();
  await page.waitForURL(/done=recorded/);
  await page.goto('/');
  assert.equal(await page.getByRole('link', { name: /Medical certificate/ }).count(), 0);
});
