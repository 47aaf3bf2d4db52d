// A referral each way: from psychiatry to general practice, on a phone, to the end; from general practice to psychiatry, declined.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

/** The page of a person, by name. */
async function find(page, name) {
  await page.goto('/persons');
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/** Chooses what happened, and records it. */
async function records(page, act, fill = async () => {}) {
  await page.getByRole('link', { name: act, exact: true }).click();
  await page.locator('#act').waitFor();
  await fill(page.locator('#act'));
  await page.locator('#act').getByRole('button', { name: act }).click();
  await page.waitForURL(/done=recorded/);
}

journey('from psychiatry to general practice and back', { width: desk }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'psychiatrist_2');
  await page.goto(`${await find(page, /Rivière/)}/referrals`);
  await inspect(page);
  await page.getByRole('link', { name: 'Vers l’accompagnement social · Centre intégré' }).click();
  await inspect(page);
  await page.getByLabel('Pourquoi, et ce que vous attendez').fill('Ses ressources sont suspendues.');
  await page.getByRole('button', { name: 'Adresser' }).click();
  await page.getByRole('heading', { name: /à revoir/ }).first().waitFor();
  await inspect(page);
  assert.equal(await page.getByLabel('Pourquoi, et ce que vous attendez').inputValue(), 'Ses ressources sont suspendues.');
  await page.getByLabel('La personne est d’accord pour rencontrer quelqu’un').check();
  await page.getByLabel('Ce que l’on sait de la situation').fill('Dossier incomplet à la CAF.');
  await page.getByLabel('Comment joindre la personne').fill('Par téléphone.');
  await page.getByLabel(/rejoigne son équipe de soins/).check();
  await page.getByRole('button', { name: 'Adresser' }).click();
  await page.waitForURL(/\/referrals\/[0-9a-f-]{36}\?done=sent/);
  const address = new URL(page.url()).pathname;
  await inspect(page);

  const awa = await visit({ width: phone });
  await signIn(awa, demo, 'social_worker');
  await awa.getByRole('link', { name: 'Vers l’accompagnement social' }).first().click();
  await awa.waitForURL(/\/referrals\//);
  await awa.goto(address);
  await inspect(awa);
  await records(awa, 'Accepter');
  await records(awa, 'Noter un essai', async (form) => {
    await form.getByLabel('par téléphone').check();
    await form.getByLabel('rendez-vous convenu').check();
  });
  await records(awa, 'Le premier rendez-vous a eu lieu');
  await records(awa, 'C’est fait', (form) => form.getByLabel('Ce qui a été fait').fill('Droits rouverts.'));
  await inspect(awa);

  await page.goto('/');
  await inspect(page);
  await page.goto(address);
  await page.getByText('Droits rouverts.').waitFor();
  await records(page, 'Refermer');
  await inspect(page);
});

journey('what is typed about one person is not put into the form of another', { width: desk }, async ({ page, demo }) => {
  await signIn(page, demo, 'psychiatrist');
  await page.goto('/pathways');
  const pathways = await page.locator('.queue h3 a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const [one, other] = pathways.map((href) => `${href}?do=stop#act`);
  const why = (address) => page.goto(address).then(() => page.locator('#act').getByLabel('Pourquoi'));
  await (await why(one)).fill('A déménagé chez sa sœur.');
  assert.equal(await (await why(other)).inputValue(), '');
  assert.equal(await (await why(one)).inputValue(), 'A déménagé chez sa sœur.', 'what was not sent is still there');
});

journey('from general practice to psychiatry, declined', { width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'psychiatrist');
  await page.goto('/referrals');
  await inspect(page);
  await page.getByRole('link', { name: 'Vers la psychiatrie' }).first().click();
  await page.waitForURL(/\/referrals\//);
  const address = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Décliner', exact: true }).click();
  await inspect(page);
  await page.locator('#act').getByRole('button', { name: 'Décliner' }).click();
  await page.getByRole('heading', { name: /à revoir/ }).first().waitFor();
  await page.locator('#act').getByLabel('Suivi déjà assuré par un autre service').check();
  await page.locator('#act').getByRole('button', { name: 'Décliner' }).click();
  await page.waitForURL(/done=recorded/);
  const gp = await visit();
  await signIn(gp, demo, 'gp');
  await gp.goto(address);
  await gp.getByText('Décliné').first().waitFor();
  await inspect(gp);
  await records(gp, 'Refermer');
});
