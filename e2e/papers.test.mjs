// Papers: a letter in the record, a consent signed on paper, and the catalogue of rights corrected by the territory.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

const file = (name, content = '%PDF-1.4\n1 0 obj << >> endobj\n%%EOF') => ({
  name, mimeType: 'application/pdf', buffer: Buffer.from(content),
});

/** The first record of the list. */
async function aRecord(page) {
  await page.goto('/persons');
  await page.getByRole('main').locator('.plain-list a').first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

for (const width of [desk, phone]) {
  journey(`a letter in the record, and a signed consent, ${width} wide`, { locale: 'fr', width }, async ({ page, demo }) => {
    await signIn(page, demo, 'gp');
    const person = await aRecord(page);
    await page.goto(`${person}/entries/new?sort=document`);
    await inspect(page);
    await page.getByLabel('Quel document').selectOption({ label: 'Courrier' });
    await page.getByLabel('Son titre').fill('Courrier du cardiologue');
    await page.getByLabel('Somatique').check();
    await page.getByRole('button', { name: 'Inscrire au dossier' }).click();
    await page.waitForURL(/done=written/);
    await page.getByText('Joindre un document').click();
    await page.getByLabel('Choisir un document').setInputFiles(file('cardio.txt', 'bonjour'));
    await page.getByRole('button', { name: 'Joindre' }).click();
    await page.getByText('Seuls les PDF, JPEG et PNG sont acceptés').waitFor();
    await inspect(page);
    await page.getByRole('link', { name: 'Revenir à la page' }).click();
    await page.waitForURL(/\/entries\/[0-9a-f-]{36}$/);
    await page.getByText('Joindre un document').click();
    await page.getByLabel('Choisir un document').setInputFiles(file('cardio.pdf'));
    await page.getByRole('button', { name: 'Joindre' }).click();
    await page.waitForURL(/done=joined/);
    await inspect(page);
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'cardio.pdf' }).click(),
    ]);
    assert.equal(kept.suggestedFilename(), 'cardio.pdf');

    await page.goto(`${person}/information`);
    const said = page.getByRole('complementary').getByRole('listitem').first();
    await said.getByText('Joindre un document').click();
    await said.getByLabel('Choisir un document').setInputFiles(file('accord.pdf'));
    await said.getByRole('button', { name: 'Joindre' }).click();
    await page.waitForURL(/done=joined/);
    await inspect(page);
    await page.locator('.files').getByRole('button', { name: 'Retirer' }).first().click();
    await page.waitForURL(/done=removed/);
    assert.equal(await page.getByRole('link', { name: 'accord.pdf' }).count(), 0);
  });
}

journey('the catalogue of rights is corrected, and put back', { locale: 'fr', width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'social_worker');
  await page.goto('/rights');
  await page.getByRole('link', { name: 'Catalogue des droits' }).click();
  await page.waitForURL(/\/rights\/catalogue$/);
  await inspect(page);
  await page.getByRole('link', { name: /\(AAH\)/ }).click();
  await page.waitForURL(/\/catalogue\/aah/);
  await inspect(page);
  await page.getByText('Corriger pour le territoire').first().click();
  await page.getByLabel('D’après quelle source').fill('Courrier de la MDPH 37, novembre 2026');
  await page.getByLabel('Délai du silence').fill('zéro');
  await page.getByLabel('Une pièce de plus').fill('Bilan social');
  await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
  await page.getByRole('heading', { name: /à revoir/ }).first().waitFor();
  await inspect(page);
  await page.getByLabel('Délai du silence').fill('6');
  await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
  await page.waitForURL(/done=corrected/);
  await inspect(page);
  assert.ok(await page.getByText('Corrigé par le territoire').first().isVisible());
  assert.ok(await page.getByText('Bilan social').first().isVisible());

  const doctor = await visit({ width: desk });
  await signIn(doctor, demo, 'gp');
  await doctor.goto('/rights/catalogue/aah');
  assert.ok(await doctor.getByText('après 6 mois, c’est un refus').isVisible());
  assert.equal(await doctor.getByText('Corriger pour le territoire').count(), 0, 'he reads it');
  await inspect(doctor);

  await page.getByRole('button', { name: 'Remettre l’entrée d’origine' }).click();
  await page.waitForURL(/done=restored/);
  assert.ok(await page.getByText('après 4 mois, c’est un refus').isVisible());
});
