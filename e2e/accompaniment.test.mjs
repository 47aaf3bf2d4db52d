// Accompaniment: a mediator receives somebody without papers or doctor, the rights go their way, on the board and the radar;
// what was refused is appealed, granted, and renewed a year later.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage, texts } from './lib.mjs';

const { journey } = stage();
const t = texts('fr');

async function open(page, person, right, on) {
  await page.goto(`${person}/rights`);
  await page.getByLabel('Quel droit').selectOption(right);
  await page.getByLabel('Depuis quand').fill(on);
  await page.getByRole('button', { name: 'Ouvrir la demande' }).click();
  await page.waitForURL(/\/rights\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

async function says(page, right, label, fill = {}) {
  await page.goto(right);
  await page.getByRole('link', { name: label }).click();
  await page.waitForURL(/next=/);
  for (const [field, value] of Object.entries(fill)) {
    if (value === true) await page.getByLabel(field, { exact: true }).check();
    else await page.getByLabel(field, { exact: true }).fill(value);
  }
  await page.getByRole('button', { name: label }).click();
  await page.waitForURL(/done=recorded/);
}

/** A scan as a browser sends it. */
const scan = (name) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj << >> endobj\n%%EOF') });

/** The mediator invites a doctor as the attending one; he accepts from his day, and sees the certificate that he owes. */
async function aDoctorJoins(page, visit, demo, person, right) {
  await page.goto(`${person}/team`);
  await inspect(page);
  await page.getByLabel('Professionnel', { exact: true }).pressSequentially('lemoine', { delay: 40 });
  await page.getByRole('option', { name: /Paul Lemoine/ }).click();
  await page.getByLabel('Sa place').selectOption({ label: 'Médecin traitant' });
  await page.getByLabel('La personne s’adresse à lui').check();
  assert.ok(await page.getByLabel('Quand il aura accepté').isChecked(), 'nothing opens before he accepts');
  await page.getByRole('button', { name: 'Ajouter à l’équipe' }).click();
  await page.waitForURL(/done=invitation-sent/);
  await inspect(page);

  const doctor = await visit({ width: desk });
  await signIn(doctor, demo, 'gp');
  await doctor.goto('/');
  await inspect(doctor);
  const invited = doctor.getByRole('region', { name: /Équipes de soins où vous êtes invité/ });
  await invited.getByRole('link', { name: 'Invitation dans une équipe de soins' }).click();
  await doctor.waitForURL(/\/invitations\//);
  await inspect(doctor);
  assert.ok(await doctor.getByText('Idriss Konaté').isVisible());
  await doctor.getByRole('button', { name: 'Rejoindre l’équipe' }).click();
  await doctor.waitForURL(/done=team-joined-myself/);
  await inspect(doctor);
  await doctor.goto('/');
  await doctor.locator(`a[href="${right}#pieces"]`).first().click();
  await doctor.waitForURL(/\/rights\//);
  await doctor.locator('li', { hasText: /Certificat médical/ }).getByRole('button', { name: /^Fournie/ }).click();
  await doctor.waitForURL(/done=recorded/);
  await inspect(doctor);
  await page.goto(person);
  assert.equal(await page.getByText('Sans médecin traitant').count(), 0, 'he has one now');
}

journey('somebody without papers or doctor, from the door to the rights', { locale: 'fr', width: phone }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'mediator');
  await page.goto('/reception/arrivals/new');
  await page.getByRole('radio', { name: new RegExp(`^${t('arrival-who-nobody')}`) }).check();
  await page.getByLabel('Papiers, droits, courrier', { exact: true }).check();
  await page.getByRole('button', { name: t('arrival-save') }).click();
  await page.waitForURL(/done=recorded/);
  await page.getByRole('link', { name: t('arrival-become-do') }).click();
  await page.waitForURL(/\/persons\/new\?arrival=/);
  await page.getByLabel('Nom de naissance').fill('Konaté');
  await page.getByLabel('Prénoms').fill('Idriss');
  await page.getByLabel('Homme').check();
  await page.getByLabel('Date de naissance').fill('01/01/1994');
  const consent = page.getByLabel('Accord de la personne');
  if (await consent.count()) await consent.first().check();
  await page.getByLabel('De vive voix').check();
  await page.getByRole('button', { name: 'Créer' }).click();
  await page.waitForURL(/done=became-person/);
  await page.getByRole('link', { name: t('arrival-record') }).click();
  await page.waitForURL(/\/persons\/[0-9a-f-]{36}$/);
  const person = new URL(page.url()).pathname;
  assert.ok(await page.getByText('Sans médecin traitant').first().isVisible());

  const c2s = await open(page, person, 'c2s', '01/09/2026');
  for (const piece of [/Ressources/, /Avis d’impôt/, /Composition/]) {
    await page.locator('li', { hasText: piece }).getByRole('button', { name: 'Fournie' }).click();
    await page.waitForURL(/done=recorded/);
  }
  await says(page, c2s, 'Déposer la demande', { 'Par courrier': true, Quand: '10/09/2026' });
  await says(page, c2s, 'C’est accordé', { 'Premier jour du droit': '01/10/2026', 'Dernier jour du droit': '30/09/2027', Quand: '01/10/2026' });

  const aah = await open(page, person, 'aah', '01/02/2025');
  await page.locator('li', { hasText: /Formulaire/ }).getByRole('button', { name: 'Fournie' }).click();
  await page.waitForURL(/done=recorded/);

  await aDoctorJoins(page, visit, demo, person, aah);

  await page.goto('/rights');
  await inspect(page);
  assert.ok(await page.getByText('Idriss Konaté').first().isVisible(), 'he stands on the board');
  await says(page, aah, 'Déposer la demande', { 'Au guichet': true, Quand: '01/03/2025' });
  await says(page, aah, 'C’est refusé', { Pourquoi: 'Taux inférieur à 50 %', Quand: '15/07/2025' });
  const refusal = page.getByRole('listitem').filter({ hasText: /^Refusé/ }).first();
  await refusal.getByText('Joindre un document').click();
  await refusal.getByLabel('Choisir un document').setInputFiles(scan('notification.pdf'));
  await refusal.getByRole('button', { name: 'Joindre' }).click();
  await page.waitForURL(/done=joined/);
  await inspect(page);
  assert.ok(await page.getByRole('link', { name: 'notification.pdf' }).isVisible());
  await says(page, aah, 'Faire un recours administratif', { Quand: '01/08/2025' });
  await says(page, aah, 'C’est accordé', { 'Premier jour du droit': '01/11/2025', 'Dernier jour du droit': '31/10/2026', Quand: '02/11/2025' });
  await page.goto(aah);
  for (const fact of [/^Refusé/, /^Recours administratif/, /^Accordé/]) {
    assert.ok(await page.getByRole('listitem').filter({ hasText: fact }).first().isVisible(), String(fact));
  }

  // The year is over: on the radar until its renewal is granted.
  const ended = page.getByRole('listitem').filter({ hasText: 'Idriss Konaté' }).getByRole('link', { name: /AAH.*terminé/ });
  await page.goto('/radar');
  await inspect(page);
  assert.ok(await ended.first().isVisible());
  const renewal = await open(page, person, 'aah', '05/04/2026');
  await says(page, renewal, 'Déposer la demande', { 'En ligne': true, Quand: '06/04/2026' });
  await says(page, renewal, 'C’est accordé', { 'Premier jour du droit': '01/11/2026', 'Dernier jour du droit': '31/10/2027', Quand: '20/10/2026' });
  await page.goto('/radar');
  assert.equal(await ended.count(), 0, 'renewed, it leaves the radar');
  await page.goto(`${person}/rights`);
  assert.ok(await page.getByText(/Ouvert\s+jusqu’au\s+31\s+octobre\s+2027/).first().isVisible());
});

journey('a doctor gives the certificate from his day, and the board says so', { locale: 'fr', width: desk }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'psychiatrist');
  await page.goto('/');
  await page.getByRole('link', { name: /Certificat médical/ }).first().click();
  await page.waitForURL(/\/rights\//);
  await page.getByRole('button', { name: /^Fournie/ }).click();
  await page.waitForURL(/done=recorded/);
  const awa = await visit();
  await signIn(awa, demo, 'social_worker');
  await awa.goto('/');
  assert.ok(await awa.getByRole('heading', { name: /Risques de rupture/ }).isVisible());
  await inspect(awa);
  await awa.goto('/rights');
  await inspect(awa);
  await awa.getByLabel('Droit', { exact: true }).selectOption('aah');
  await awa.getByRole('button', { name: 'Filtrer' }).click();
  await awa.waitForURL(/right=aah/);
  const card = awa.locator('.card', { hasText: 'Nadia Ferhat' }).first();
  assert.match(await card.innerText(), /3 pièces sur 4/);
});
