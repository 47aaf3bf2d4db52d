// The person's place: their own page, a consent that they take back, and what the other side then sees.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

async function nadia(page) {
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Nadia Ferhat' }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

journey('a person takes a consent back, and the page of the other side closes', { locale: 'fr', width: desk }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'nurse');
  const person = await nadia(page);
  const mediator = await visit();
  await signIn(mediator, demo, 'mediator');
  await mediator.goto(person);
  await mediator.getByRole('heading', { level: 1, name: /Nadia Ferhat/ }).waitFor();

  await page.getByRole('link', { name: 'La page de la personne' }).click();
  await page.waitForURL(/\/own$/);
  await inspect(page);
  await page.getByRole('button', { name: 'Préparer un lien et un code' }).click();
  await page.getByRole('heading', { name: 'À remettre maintenant' }).waitFor();
  await inspect(page);
  const link = new URL(await page.locator('code').innerText()).pathname;
  const code = await page.locator('b.num').innerText();

  const own = await visit({ width: phone });
  await own.goto(link);
  await inspect(own);
  await own.getByLabel('Le code').fill('00000-00000');
  await own.getByRole('button', { name: 'Ouvrir ma page' }).click();
  await own.getByText('Ce n’est pas ce code').first().waitFor();
  await own.getByLabel('Le code').fill(code);
  await own.getByRole('button', { name: 'Ouvrir ma page' }).click();
  await own.waitForURL(/\/own$/);
  await inspect(own);
  assert.ok(await own.getByText('Qui a regardé mon dossier').isVisible());
  await own.getByLabel('Votre question').fill('Ma sœur peut-elle venir ?');
  await own.getByRole('button', { name: 'Envoyer' }).click();
  await own.waitForURL(/done=asked/);
  await own.getByRole('button', { name: /Retirer cet accord/ }).first().click();
  await own.waitForURL(/done=withdrawn/);
  await inspect(own);

  const closed = await mediator.goto(person);
  assert.equal(closed.status(), 404, 'at once');
  await page.goto('/');
  await page.getByRole('link', { name: /pose une question/ }).first().click();
  await page.waitForURL(/\/own$/);
  await page.getByLabel('Votre réponse').first().fill('Oui, avec plaisir.');
  await page.getByRole('button', { name: 'Répondre' }).first().click();
  await page.waitForURL(/done=answered/);
  await page.getByRole('link', { name: 'Version sur papier' }).click();
  await page.waitForURL(/\/print$/);
  await inspect(page);
  await own.goto('/own');
  assert.ok(await own.getByText('Oui, avec plaisir.').isVisible());
  await own.getByRole('button', { name: 'Fermer ma page' }).click();
  await own.getByText('Cette page n’est pas ouverte').first().waitFor();
});

journey('what somebody would see is shown before a consent is recorded', { locale: 'en', width: phone }, async ({ page, demo }) => {
  await signIn(page, demo, 'nurse');
  await page.goto('/persons');
  await page.getByRole('link', { name: 'Nadia Ferhat' }).first().click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  await page.goto(`${new URL(page.url()).pathname}/information`);
  await page.getByLabel(/^The person consents/).check();
  await page.getByLabel(/^One person only/).check();
  await page.getByLabel('Or somebody else').pressSequentially('besnard', { delay: 40 });
  await page.getByRole('option', { name: /Claire Besnard/ }).click();
  await page.getByText('What the consent covers').click();
  await page.locator('[name=opens][value=somatic]').check();
  await page.getByRole('button', { name: 'See what this professional would see' }).click();
  await page.getByRole('heading', { name: 'What Dr Claire Besnard would see' }).waitFor();
  await inspect(page);
  assert.ok(await page.getByText('Psychiatric: closed').isVisible());
});
