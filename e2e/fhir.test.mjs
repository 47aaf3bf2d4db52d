// Clinical facts as FHIR: exported, and taken from the file of another program once it was read over.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

/** Opens the timeline of Nadia Ferhat. */
async function timeline(page) {
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Nadia Ferhat' }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  const person = page.url();
  await page.goto(`${person}/timeline`);
  return person;
}

/** A file of another program: two facts, one that is uncertain, one of a sort that the record does not take. */
function file() {
  const subject = { reference: 'Patient/42' };
  const resources = [
    { resourceType: 'Patient', id: '42', name: [{ text: 'N. Ferhat' }] },
    {
      resourceType: 'Condition', subject, onsetDateTime: '1998', bodySite: [{ text: 'Bras gauche' }],
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'J45.9' }], text: 'Asthme' },
      note: [{ text: 'Suivi à l’hôpital.' }],
    },
    {
      resourceType: 'Observation', status: 'final', subject, effectiveDateTime: '2026-11-20',
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] }, valueQuantity: { value: 72.5, unit: 'kg' },
    },
    {
      resourceType: 'Condition', subject, code: { text: 'Épilepsie' },
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'provisional' }] },
    },
    { resourceType: 'Encounter', status: 'finished' },
  ];
  const entry = resources.map((resource) => ({ resource }));
  const text = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
  return { name: 'dossier.json', mimeType: 'application/json', buffer: Buffer.from(text) };
}

journey('a file is read over and taken', { locale: 'fr', width: phone }, async ({ page, demo }) => {
  await signIn(page, demo, 'nurse');
  const person = await timeline(page);
  await inspect(page);
  await page.getByRole('link', { name: 'Reprendre un fichier FHIR' }).click();
  await page.waitForURL(/record\/bundle$/);
  await inspect(page);
  await page.getByLabel('Le fichier').setInputFiles({ ...file(), buffer: Buffer.from('{') });
  await page.getByRole('button', { name: 'Lire le fichier' }).click();
  await page.getByText('n’est pas du JSON lisible').first().waitFor();
  await inspect(page);
  await page.getByLabel('Le fichier').setInputFiles(file());
  await page.getByRole('button', { name: 'Lire le fichier' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ce qui serait repris' }).waitFor();
  await inspect(page);
  assert.ok(await page.getByText('La source n’en est pas sûre (provisional)').isVisible());
  await page.getByRole('button', { name: 'Reprendre au dossier' }).click();
  await page.getByText('puis cochez cette case').first().waitFor();
  await inspect(page);
  await page.getByLabel('J’ai vérifié que ce fichier concerne').check();
  await page.getByRole('button', { name: 'Reprendre au dossier' }).click();
  await page.waitForURL(/done=taken/);
  assert.ok(page.url().startsWith(person));
  await page.getByRole('link', { name: 'Asthme (J45.9)' }).first().click();
  await page.waitForURL(/\/entries\//);
  await page.getByText('Ce que la source dit de plus').click();
  await page.getByText('Bras gauche').waitFor();
  await inspect(page);
});

journey('the facts of a record are exported', { locale: 'en', width: desk }, async ({ page, demo }) => {
  await signIn(page, demo, 'nurse');
  await timeline(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export the clinical facts (FHIR)' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'record-fhir.json');
  const text = await readFile(await download.path(), 'utf8');
  const bundle = JSON.parse(text);
  assert.ok(bundle.entry.some(({ resource }) => resource.resourceType === 'AllergyIntolerance'));
  assert.ok(!text.includes('Ferhat'), 'nothing tells who the person is');
});
