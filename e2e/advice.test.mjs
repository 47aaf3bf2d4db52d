// The advice line: a GP asks without saying about whom, the secretary triages, the psychiatrist answers, the GP closes.
import assert from 'node:assert/strict';
import { inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();

journey('from the question to the closing', { locale: 'fr', width: phone }, async ({ demo, visit }) => {
  const gp = await visit();
  await signIn(gp, demo, 'gp');
  await inspect(gp);
  await gp.goto('/requests/new');
  await inspect(gp);
  await gp.getByRole('button', { name: 'Ce n’est pas urgent, continuer' }).click();
  await gp.waitForURL(/\/ask$/);
  await inspect(gp);
  await gp.getByText('Poser la question sans identité').click();
  await gp.getByLabel('Je ne dis pas de qui il s’agit').check();
  await gp.getByLabel('Votre question').fill('Insomnie rebelle : que proposer ?');
  await gp.getByLabel('Oui, absentes').check();
  await gp.getByRole('button', { name: 'Relire et envoyer' }).click();
  await gp.waitForURL(/\/review$/);
  await inspect(gp);
  await gp.getByRole('button', { name: 'Envoyer' }).click();
  await gp.waitForURL(/done=sent/);
  await inspect(gp);
  const request = new URL(gp.url()).pathname;

  const secretary = await visit();
  await signIn(secretary, demo, 'secretary');
  await secretary.goto(request);
  assert.equal(await secretary.getByText('Insomnie rebelle').count(), 0, 'triage never reads the question');
  await inspect(secretary);
  await secretary.getByRole('button', { name: 'Transmettre' }).click();
  await secretary.waitForURL(/done=triage/);

  const psychiatrist = await visit();
  await signIn(psychiatrist, demo, 'psychiatrist');
  await psychiatrist.goto(request);
  await psychiatrist.getByLabel('1. Ce que j’en pense').fill('Insomnie chronique, sans signe de gravité.');
  await inspect(psychiatrist);
  await psychiatrist.getByRole('button', { name: 'Voir la lettre' }).click();
  await psychiatrist.waitForURL(/\/preview$/);
  await inspect(psychiatrist);
  await psychiatrist.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await psychiatrist.waitForURL(/done=answered/);
  await inspect(psychiatrist);

  await gp.goto(request);
  await gp.getByLabel('Oui', { exact: true }).check();
  await gp.getByLabel('Envisagé, évité grâce à l’avis').check();
  await gp.getByRole('button', { name: 'Refermer la demande' }).click();
  await gp.waitForURL(/done=close/);
  await inspect(gp);
});
