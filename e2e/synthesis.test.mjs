// The synthesis of a pathway: what the nurse signed is completed by the doctor, signed by both, and two letters leave.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();
const tablet = 820;

/** A file that a link hands out, as this visitor is given it. */
async function handed(page, name) {
  const href = await page.getByRole('link', { name }).getAttribute('href');
  const answer = await page.request.get(href);
  assert.equal(answer.status(), 200, href);
  return answer;
}

journey('completed, signed by two, two letters', { width: tablet }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'gp');
  await page.getByRole('link', { name: 'Une synthèse attend votre signature' }).first().click();
  await page.waitForURL(/\/syntheses\/[0-9a-f-]{36}/);
  const address = new URL(page.url()).pathname;
  await inspect(page);
  await page.getByRole('link', { name: 'Compléter' }).click();
  await inspect(page);
  await page.getByText('Déjà signée en partie').waitFor();
  const plan = 'Ce que nous proposons au médecin';
  const told = await page.getByLabel(plan).inputValue();
  await page.getByLabel(plan).fill('');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.waitForURL(/done=/);
  await page.getByRole('button', { name: 'Signer' }).click();
  await page.getByRole('heading', { name: /à revoir/ }).first().waitFor();
  await inspect(page);
  await page.getByLabel(plan).fill(`${told}\n- Appeler le CMP après la première visite`);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.waitForURL(/done=/);
  await page.getByRole('button', { name: 'Signer' }).click();
  await page.waitForURL(/done=signed/);
  await page.getByText('Attend la signature').waitFor();

  const nurse = await visit();
  await signIn(nurse, demo, 'nurse');
  await nurse.goto(address);
  await nurse.getByRole('button', { name: 'Signer' }).click();
  await nurse.waitForURL(/done=signed/);
  for (const width of [desk, tablet, phone]) {
    await nurse.setViewportSize({ width, height: 900 });
    await inspect(nurse);
  }
  for (const letter of ['Lettre au médecin (PDF)', 'Lettre à la personne (PDF)']) {
    assert.equal((await handed(nurse, letter)).headers()['content-type'], 'application/pdf');
  }
  const bundle = await (await handed(nurse, 'Document FHIR')).json();
  assert.equal(bundle.entry[0].resource.resourceType, 'Composition');
});
