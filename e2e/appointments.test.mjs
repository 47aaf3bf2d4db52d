// Appointments: a nurse opens times on her phone, a psychiatrist books one of them from the pathway by keyboard, it stands in her
// agenda; the other is withdrawn.
import assert from 'node:assert/strict';
import { desk, inspect, keyboard, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

/** The times of a day, with plain spaces. */
const timesOf = async (day) => (await day.locator('time').allInnerTexts()).map((time) => time.replace(/\s/g, ' '));

journey('times opened on a phone, one of them booked', { width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'nurse');
  await page.goto('/agenda');
  await page.getByRole('main').getByRole('link', { name: 'Vos créneaux' }).click();
  await page.getByRole('heading', { name: 'Vos créneaux', level: 1 }).waitFor();
  await inspect(page);
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Ouvrir ces créneaux' }) });
  await form.getByLabel('Le jour').fill('30/11/2026');
  await form.getByLabel('De', { exact: true }).fill('14 h');
  await form.getByLabel('Jusqu’à').fill('14 h 15');
  await form.getByLabel('Durée de chacun').selectOption({ label: '45 minutes' });
  await form.getByLabel('Où').fill('Maison des Tanneurs, bureau 2');
  await form.getByRole('button').click();
  await page.getByRole('heading', { name: /à revoir/ }).waitFor();
  await inspect(page);
  await form.getByLabel('Jusqu’à').fill('15 h 30');
  await form.getByRole('button').click();
  await page.getByText('Les créneaux sont ouverts.').waitFor();
  const day = page.locator('section', { has: page.getByRole('heading', { name: 'Lundi 30 novembre 2026' }) });
  assert.deepEqual(await timesOf(day), ['14 h 00', '14 h 45']);
  await inspect(page);

  const cmp = await visit({ width: desk });
  await signIn(cmp, demo, 'psychiatrist');
  await cmp.goto('/pathways?program=somatic-network&step=visit-1');
  await cmp.locator('.queue h3 a').first().click();
  await cmp.getByRole('link', { name: 'Prévoir', exact: true }).first().click();
  await cmp.locator('#act').waitFor();
  await inspect(cmp);
  await keyboard.check(cmp, cmp.locator('#act').getByRole('radio', { name: /30 nov.*14\sh\s00/ }));
  await keyboard.press(cmp, cmp.locator('#act').getByRole('button', { name: 'Prévoir' }));
  await cmp.waitForURL(/done=recorded/);
  await cmp.locator('.steps').getByText(/Mathieu Girard · 45 minutes/).waitFor();
  await inspect(cmp);

  await page.goto('/agenda');
  await page.getByRole('main').getByText('1re visite · 45 minutes').first().waitFor();
  await inspect(page);
  await page.goto('/agenda/slots');
  assert.equal(await day.getByText('Pris', { exact: true }).count(), 1);
  await day.getByRole('button', { name: /^Retirer/ }).click();
  await page.getByText('Le créneau est retiré.').waitFor();
  assert.deepEqual(await timesOf(day), ['14 h 00']);
});
