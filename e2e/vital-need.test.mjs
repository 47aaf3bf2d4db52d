// A vital need: everything is given first, the record opens for an hour, and the opening is reviewed.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';
import { setUpFactor } from './telephone.mjs';

const { journey } = stage();

async function give(page, family, code) {
  await page.getByLabel('Nom de naissance ou d’usage').fill(family);
  await page.getByLabel('Premier prénom').fill('Nadia');
  await page.getByLabel('Date de naissance').fill('14/03/1979');
  await page.getByLabel('Femme').check();
  await page.getByLabel('Crise suicidaire').check();
  await page.getByLabel('Votre raison').fill('Appel de sa sœur, propos suicidaires, traitement inconnu.');
  await page.getByLabel('Code de votre second facteur').fill(code);
  await page.getByRole('button', { name: 'Ouvrir le dossier pour une heure' }).click();
}

journey('a record is opened for a vital need, and its opening reviewed', { locale: 'fr', width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'psychiatrist_2');
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Besoin vital : ouvrir un dossier' }).click();
  await page.waitForURL(/\/break-glass$/);
  await inspect(page);
  await page.getByRole('link', { name: 'Installer un second facteur' }).click();
  const codes = await setUpFactor(page);
  await page.getByRole('link', { name: /Je les ai notés/ }).click();
  await page.waitForURL(/\/break-glass$/);
  await inspect(page);
  await page.getByRole('button', { name: 'Ouvrir le dossier pour une heure' }).click();
  await page.getByRole('heading', { name: /à revoir/ }).first().waitFor();
  await inspect(page);
  await give(page, 'Ferrat', codes[0]);
  await page.getByText('Aucun dossier ne s’ouvre').first().waitFor();
  await inspect(page);
  await give(page, 'Ferhat', codes[0]);
  await page.getByText('ou il a déjà servi').first().waitFor();
  await inspect(page);
  await give(page, 'Ferhat', codes[1]);
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  await page.getByText('Ouvert pour un besoin vital').first().waitFor();
  await inspect(page);

  const officer = await visit({ width: desk });
  await signIn(officer, demo, 'dpo');
  await officer.getByRole('link', { name: 'Besoins vitaux' }).first().click();
  await officer.waitForURL(/\/break-glass\/reviews$/);
  await inspect(officer);
  await officer.getByRole('link', { name: 'Dr Karim Benali' }).last().click();
  await officer.waitForURL(/\/reviews\/[0-9a-f-]{36}$/);
  await inspect(officer);
  assert.ok(await officer.getByText('propos suicidaires').isVisible());
  await officer.getByLabel('Le besoin était vital').check();
  await officer.getByRole('button', { name: 'Enregistrer la revue' }).click();
  await officer.waitForURL(/done=reviewed/);
  await inspect(officer);
});
