// The prevention plan: what to think of and why; what is refused or planned is noted, and moves.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

journey('what to think of is refused, planned for a later day, and read at a desk', { locale: 'fr', width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'nurse');
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Nadia Ferhat' }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: /Prévention/ }).first().click();
  await page.waitForURL(/\/prevention$/);
  await inspect(page);
  const line = (of, name) => of.getByRole('listitem').filter({ hasText: name });
  await line(page, 'Examen des pieds').getByRole('link', { name: /Noter/ }).click();
  await page.waitForURL(/note=/);
  await inspect(page);

  await page.getByRole('radio', { name: 'Prévu', exact: true }).check();
  await page.getByLabel('Quel jour').fill('20/11/2026');
  await page.getByLabel(/Résultat, lieu/).fill('Chez le Dr Aubry');
  await page.getByRole('button', { name: 'Noter' }).click();
  await page.getByText('Ce qui est prévu est à venir').first().waitFor();
  assert.equal(await page.getByLabel(/Résultat, lieu/).inputValue(), 'Chez le Dr Aubry', 'nothing typed is lost');
  await inspect(page);
  await page.getByLabel('Quel jour').fill('07/12/2026');
  await page.getByRole('button', { name: 'Noter' }).click();
  await page.getByText('C’est noté.').waitFor();
  await line(page, 'Examen des pieds').getByText(/7\sdécembre 2026/).first().waitFor();

  const doctor = await visit({ width: desk });
  await signIn(doctor, demo, 'psychiatrist');
  await doctor.goto(new URL(page.url()).pathname);
  await line(doctor, 'Examen des pieds').getByText(/7\sdécembre 2026/).first().waitFor();
  await inspect(doctor);
});
