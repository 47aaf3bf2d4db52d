// Questionnaires: what hangs on an answer is asked at once, what was typed is there on another device, the total is kept.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage, tabTo } from './lib.mjs';

const { journey } = stage();

/** Opens the questionnaires about Nadia Ferhat. */
async function nadia(page, title, look = inspect) {
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Nadia Ferhat' }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.waitForURL(/\/assessments$/);
  await look(page);
}

/** Answers the question that is asked so. */
async function answer(page, question, choice) {
  await page.getByRole('group', { name: question }).getByRole('radio', { name: choice, exact: true }).check();
}

journey('a PHQ-9 is begun on a phone and put in the record at a desk', { locale: 'fr', width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'psychiatrist');
  await nadia(page, 'Questionnaires');
  await page.getByRole('radio', { name: /PHQ-9/ }).check();
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.waitForURL(/\/assessments\/[0-9a-f-]{36}$/);
  await inspect(page);
  const form = new URL(page.url()).pathname;
  const alert = page.getByText('Le 3114 répond jour et nuit');
  assert.equal(await alert.count(), 0);
  await answer(page, /Pensées que la mort/, 'Plusieurs jours');
  await alert.waitFor();
  assert.ok(await page.getByText('encore 8 réponses').isVisible(), 'it is counted as one goes');
  const chosen = page.getByRole('group', { name: /Pensées que la mort/ }).getByRole('radio', { name: 'Plusieurs jours' });
  assert.ok(await chosen.evaluate((it) => it === document.activeElement), 'whoever uses the keyboard stays where they were');
  await answer(page, /Pensées que la mort/, 'Jamais');
  await alert.waitFor({ state: 'detached' });
  await answer(page, /Tristesse/, 'Presque tous les jours');
  await page.getByText('encore 7 réponses').waitFor();
  await page.getByText(/Brouillon enregistré/).first().waitFor();
  await inspect(page);

  const other = await visit({ width: desk });
  await signIn(other, demo, 'psychiatrist');
  await other.goto(form);
  const sad = other.getByRole('group', { name: /Tristesse/ });
  assert.ok(await sad.getByRole('radio', { name: 'Presque tous les jours' }).isChecked(), 'it is there');
  await other.getByRole('button', { name: 'Inscrire au dossier' }).click();
  await other.getByText('Répondez à cette question.').first().waitFor();
  await inspect(other);
  const questions = await other.getByRole('group', { name: /./ }).filter({ has: other.getByRole('radio', { name: 'Plusieurs jours' }) }).all();
  for (const question of questions) {
    const radios = question.getByRole('radio');
    const answered = await radios.evaluateAll((all) => all.some((it) => it.checked));
    if (!answered) await question.getByRole('radio', { name: 'Plusieurs jours' }).check();
  }
  await other.getByText('Symptômes modérés').waitFor();
  await other.getByRole('radio', { name: /^Psychiatrique/ }).check();
  await other.getByRole('button', { name: 'Inscrire au dossier' }).click();
  await other.waitForURL(/done=written/);
  await inspect(other);
  assert.match(await other.getByRole('heading', { level: 1 }).innerText(), /^PHQ-9.*, 10 \(symptômes modérés\)$/);
});

journey('EPICES is filled without scripts', { locale: 'en', width: desk, javaScript: false }, async ({ page, demo }) => {
  await signIn(page, demo, 'social_worker');
  await nadia(page, 'Questionnaires', () => {});
  await page.getByRole('radio', { name: /^EPICES/ }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL(/\/assessments\/[0-9a-f-]{36}$/);
  for (const question of await page.getByRole('group').filter({ has: page.getByRole('radio', { name: 'Yes', exact: true }) }).all()) {
    await question.getByRole('radio', { name: 'Yes', exact: true }).check();
  }
  await page.getByRole('button', { name: 'Update the questions' }).click();
  await page.waitForURL(/page=1/);
  assert.equal(await page.getByText(/more answers?$/).count(), 0, 'all is counted');
  await page.getByRole('radio', { name: /^Social/ }).check();
  await page.getByRole('button', { name: 'Put in the record' }).click();
  await page.waitForURL(/done=written/);
});

/** A questionnaire of two pages, the first with a document, the second with something that repeats. */
function twoPages() {
  const control = {
    url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
    valueCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'page' }] },
  };
  const page = (linkId, text, item) => ({ linkId, type: 'group', text, extension: [control], item });
  const people = { linkId: 'r', type: 'group', repeats: true, text: 'Une personne', item: [{ linkId: 'q', type: 'string', text: 'Prénom' }] };
  const item = [page('p1', 'La personne', [{ linkId: 'w', type: 'string', text: 'Ville' }, { linkId: 'f', type: 'attachment', text: 'Ordonnance' }]), page('p2', 'L’entourage', [people])];
  const resource = { resourceType: 'Questionnaire', url: 'https://centre.example/q', version: '1', status: 'active', title: 'Entretien infirmier', item };
  return { name: 'entretien.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(resource)) };
}

journey('a questionnaire of two pages is brought in, and filled', { locale: 'fr', width: desk }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'coordinator');
  await page.goto('/questionnaires');
  await inspect(page);
  await page.setInputFiles('input[type=file]', { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"resourceType": "Questionnaire"}') });
  await page.getByRole('button', { name: 'Apporter' }).click();
  await page.getByText('Questionnaire.status', { exact: true }).waitFor();
  await inspect(page);
  await page.setInputFiles('input[type=file]', twoPages());
  await page.getByRole('button', { name: 'Apporter' }).click();
  await page.waitForURL(/done=taken/);
  await inspect(page);

  const nurse = await visit({ width: phone });
  await signIn(nurse, demo, 'nurse');
  await nadia(nurse, 'Questionnaires');
  await nurse.getByRole('radio', { name: /Entretien infirmier/ }).check();
  await nurse.getByRole('button', { name: 'Commencer' }).click();
  await nurse.waitForURL(/\/assessments\/[0-9a-f-]{36}$/);
  await nurse.getByLabel('Ville').fill('Tours');
  await nurse.keyboard.press('Enter');
  await nurse.waitForURL(/page=1$/);
  assert.equal(await nurse.getByLabel('Ville').inputValue(), 'Tours', 'whoever presses Enter goes nowhere, and loses nothing');
  await nurse.getByLabel('Ville').fill('Saint-Pierre');
  await nurse.getByRole('button', { name: /Joindre un document/ }).click();
  await nurse.waitForURL(/\/join\//);
  await inspect(nurse);
  await nurse.setInputFiles('input[type=file]', { name: 'mots.txt', mimeType: 'text/plain', buffer: Buffer.from('bonjour') });
  await nurse.getByRole('button', { name: 'Joindre' }).click();
  await nurse.locator('#join-file-e').getByText('Seuls les PDF, JPEG et PNG').waitFor();
  await inspect(nurse);
  // By keyboard alone: from the field to the button, which shows where one is.
  const chosen = nurse.waitForEvent('filechooser');
  await tabTo(nurse, nurse.locator('input[type=file]'));
  await nurse.keyboard.press('Enter');
  await (await chosen).setFiles({ name: 'ordonnance.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') });
  await tabTo(nurse, nurse.getByRole('button', { name: 'Joindre' }));
  await nurse.keyboard.press('Enter');
  await nurse.waitForURL(/page=1$/);
  await nurse.getByRole('link', { name: 'ordonnance.pdf' }).waitFor();
  assert.equal(await nurse.getByLabel('Ville').inputValue(), 'Saint-Pierre', 'what was typed before is kept');
  await inspect(nurse);
  await nurse.getByRole('button', { name: 'L’entourage' }).click();
  await nurse.waitForURL(/page=2$/);
  await nurse.getByLabel('Prénom').fill('Samira');
  await nurse.getByRole('button', { name: 'Ajouter une ligne' }).click();
  await nurse.getByLabel('Prénom').nth(1).fill('Yanis');
  await inspect(nurse);
  await nurse.getByRole('radio', { name: /^Somatique/ }).check();
  await nurse.getByRole('button', { name: 'Inscrire au dossier' }).click();
  await nurse.waitForURL(/done=written/);
  await inspect(nurse);
  for (const words of ['Saint-Pierre', 'ordonnance.pdf', 'Samira', 'Yanis']) assert.ok(await nurse.getByText(words, { exact: true }).first().isVisible(), words);
});
