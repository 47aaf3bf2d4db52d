// Persons: a GP creates one, surrounds her, records an objection; the same without scripts; and the record on paper.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

async function identity(page, given) {
  await page.getByLabel('Nom de naissance').fill('Essai');
  await page.getByLabel('Prénoms').fill(given);
  await page.getByLabel('Femme').check();
  await page.getByLabel('Date de naissance').fill('02/03/1988');
}

journey('a record is begun, surrounded and closed', { locale: 'fr', width: phone }, async ({ page, demo }) => {
  await signIn(page, demo, 'gp');
  await page.goto('/persons');
  await inspect(page);
  await page.getByRole('link', { name: 'Créer une personne' }).first().click();
  await page.waitForURL(/\/persons\/new$/);
  await inspect(page);
  await identity(page, 'Camille');
  await page.getByLabel('Commune', { exact: true }).pressSequentially('amboi', { delay: 40 });
  await page.getByRole('option', { name: /Amboise/ }).click();
  await page.getByLabel('Je suis son médecin traitant').check();
  await page.getByLabel('De vive voix').check();
  await page.getByRole('button', { name: 'Créer' }).click();
  await page.waitForURL(/done=person-created/);
  await inspect(page);
  assert.ok(await page.getByText('Amboise').first().isVisible());
  const person = new URL(page.url()).pathname;

  await page.goto(`${person}/team`);
  await inspect(page);
  await page.getByLabel('Professionnel', { exact: true }).pressSequentially('girard', { delay: 40 });
  await page.getByRole('option', { name: /Mathieu Girard/ }).click();
  await page.getByLabel('La personne s’adresse à lui').check();
  await page.getByLabel('Tout de suite').check();
  await page.getByRole('button', { name: 'Ajouter à l’équipe' }).click();
  await page.waitForURL(/done=team-joined/);
  assert.ok(await page.getByText('Mathieu Girard').first().isVisible());

  await page.goto(`${person}/identity`);
  await inspect(page);
  await page.getByLabel('J’ai vu un document d’identité').check();
  await page.getByLabel('Document', { exact: true }).selectOption('passport');
  await page.getByRole('button', { name: 'Noter' }).click();
  await page.waitForURL(/done=identity-checked/);

  await page.goto(`${person}/edit`);
  await inspect(page);

  await page.goto(`${person}/information`);
  await inspect(page);
  await page.getByLabel('La personne s’oppose').check();
  await page.getByLabel('De vive voix').check();
  await page.getByRole('button', { name: 'Noter' }).click();
  await page.getByRole('heading', { name: 'Ce qui était déjà parti' }).waitFor();
  await inspect(page);
  await page.goto(person);
  await inspect(page);
  assert.equal(await page.getByRole('link', { name: 'Demander un avis pour elle' }).count(), 0);
});

journey('the finder of the top bar opens a record', { locale: 'en', width: desk }, async ({ page, demo }) => {
  await signIn(page, demo, 'nurse');
  await page.locator('.topbar .finder input').pressSequentially('ferha', { delay: 40 });
  await page.getByRole('option', { name: /Nadia Ferhat/ }).click();
  await page.waitForURL(/\/persons\/[0-9a-f-]+$/);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Nadia Ferhat');
  await inspect(page);
});

journey('without scripts, a commune and a colleague are chosen', { locale: 'fr', width: phone, javaScript: false }, async ({ page, demo }) => {
  await signIn(page, demo, 'gp');
  await page.goto('/persons/new');
  await identity(page, 'Dominique');
  await page.getByLabel('Code postal').fill('37400');
  await page.getByRole('button', { name: 'Voir ses communes' }).click();
  await page.getByLabel('Commune', { exact: true }).selectOption({ label: 'Amboise' });
  await page.getByRole('button', { name: 'Créer' }).click();
  await page.waitForURL(/done=person-created/);
  const person = new URL(page.url()).pathname;
  await page.goto(`${person}/team`);
  await page.getByLabel('Professionnel', { exact: true }).fill('diara');
  await page.getByLabel('Équipe formalisée').check();
  await page.getByRole('button', { name: 'Ajouter à l’équipe' }).click();
  await page.getByLabel(/Awa Diarra/).check();
  await page.getByRole('button', { name: 'Ajouter à l’équipe' }).click();
  await page.waitForURL(/done=invitation-sent/);
  assert.ok(await page.getByText('En attente de réponse').isVisible());
});

journey('a record is two sheets of paper at most', { locale: 'fr', width: desk }, async ({ page, demo }) => {
  await signIn(page, demo, 'gp');
  await page.goto('/persons');
  await page.getByRole('main').locator('.plain-list a').first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]+$/);
  const folder = await mkdtemp(join(tmpdir(), 'maillage-'));
  try {
    const path = join(folder, 'record.pdf');
    await page.pdf({ path, format: 'A4', preferCSSPageSize: true });
    const { stdout } = await promisify(execFile)('pdfinfo', [path]);
    const pages = Number(stdout.match(/Pages:\s+(\d+)/)[1]);
    assert.ok(pages <= 2, `${pages} pages`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
