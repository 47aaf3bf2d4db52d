// The somatic pathway: from the referral to visits that are planned and held, a synthesis signed by two, a hand-over that is declined
// and accepted, and the first visit that is checked.
import assert from 'node:assert/strict';
import { desk, inspect, phone, signIn, stage } from './lib.mjs';

const { journey } = stage();
const tablet = 820;

/** Chooses what to record of the step whose turn it is, and records it. */
async function records(page, act, fill = async () => {}) {
  await page.getByRole('link', { name: act, exact: true }).first().click();
  await page.locator('#act').waitFor();
  await fill();
  await page.locator('#act').getByRole('button', { name: act }).click();
  await page.waitForURL(/done=recorded/);
}

/** Makes a link for the doctor who was asked: its address and the code. */
async function linked(page) {
  await page.getByRole('button', { name: 'Préparer un lien pour le médecin' }).click();
  await page.getByRole('heading', { name: 'Un lien et un code pour le médecin' }).waitFor();
  await inspect(page);
  const [link, code] = [await page.locator('code.secret').innerText(), await page.locator('b.secret').innerText()];
  await page.getByRole('main').getByRole('link', { name: 'Revenir au circuit' }).last().click();
  await page.locator('.steps').waitFor();
  return { path: new URL(link).pathname, code };
}

/** Chooses a doctor near the person’s home, and proposes the hand-over. */
async function proposesNearHome(page, at) {
  await page.getByRole('link', { name: 'Choisir un médecin près de chez elle' }).click();
  await page.getByRole('heading', { name: 'Près de chez la personne' }).waitFor();
  await inspect(page);
  await page.getByRole('button', { name: /^Proposer le relais/ }).nth(at).click();
  await page.waitForURL(/done=recorded/);
}

/** Somebody without an attending doctor, whom the psychiatrist follows with the doctor of another practice. */
async function followed(page) {
  await page.goto('/persons/new');
  await page.getByLabel('Nom de naissance').fill('Ménard');
  await page.getByLabel('Prénoms').fill('Aurélie');
  await page.getByLabel('Femme').check();
  await page.getByLabel('Date de naissance').fill('02/03/1988');
  await page.getByLabel('Commune', { exact: true }).pressSequentially('tours', { delay: 40 });
  await page.getByRole('option', { name: /^Tours/ }).first().click();
  await page.getByLabel('De vive voix').check();
  await page.getByRole('button', { name: 'Créer' }).click();
  await page.waitForURL(/done=person-created/);
  const person = new URL(page.url()).pathname;
  await page.goto(`${person}/team`);
  await page.getByLabel('Professionnel', { exact: true }).pressSequentially('besnard', { delay: 40 });
  await page.getByRole('option', { name: /Claire Besnard/ }).click();
  await page.getByLabel('La personne s’adresse à lui').check();
  await page.getByLabel('Tout de suite').check();
  await page.getByRole('button', { name: 'Ajouter à l’équipe' }).click();
  await page.waitForURL(/done=team-joined/);
  return person;
}

/** The psychiatrist refers her to the network; the nurse receives her, and begins the pathway. */
async function referred(page, nurse, demo, person) {
  await page.goto(`${person}/referrals`);
  await page.getByRole('link', { name: /^Vers le réseau somatique/ }).click();
  await inspect(page);
  await page.getByLabel('Pourquoi, et ce que vous attendez').fill('Sans médecin depuis deux ans.');
  await page.getByLabel('La personne est d’accord pour trois visites').check();
  await page.getByLabel(/^Sans médecin traitant/).check();
  await page.getByLabel('Traitements en cours').fill('Lithium.');
  await page.getByLabel(/^Comment joindre la personne/).fill('Par téléphone.');
  await page.getByLabel(/rejoigne son équipe de soins/).check();
  await page.getByRole('button', { name: 'Adresser' }).click();
  await page.waitForURL(/\/referrals\/[0-9a-f-]{36}\?done=sent/);

  await signIn(nurse, demo, 'nurse');
  await nurse.getByRole('link', { name: 'Vers le réseau somatique' }).first().click();
  await nurse.waitForURL(/\/referrals\//);
  await records(nurse, 'Accepter');
  await inspect(nurse);
  await nurse.getByRole('link', { name: 'Commencer un circuit' }).click();
  await nurse.waitForURL(/\/pathways$/);
  await nurse.getByRole('radio', { name: /^Circuit somatique/ }).check();
  await nurse.getByRole('button', { name: 'Commencer' }).click();
  await nurse.waitForURL(/\/pathways\/[0-9a-f-]{36}/);
  await inspect(nurse);
  return new URL(nurse.url()).pathname;
}

/** The nurse composes the synthesis from what was recorded and signs it; the doctor signs it, which freezes it. */
async function synthesised(nurse, doctor, demo, pathway) {
  await nurse.goto(pathway);
  await nurse.getByRole('button', { name: 'Composer la synthèse' }).click();
  await nurse.waitForURL(/\/syntheses\//);
  const synthesis = new URL(nurse.url()).pathname.match(/^\/syntheses\/[0-9a-f-]{36}/)[0];
  await nurse.goto(`${synthesis}/text`);
  await nurse.getByLabel('Ce que nous proposons au médecin').fill('- Revoir la tension à un mois');
  await nurse.getByLabel('Pour la personne').fill('Vous avez fait trois visites. Un médecin près de chez vous prend la suite.');
  await nurse.getByRole('button', { name: 'Enregistrer' }).click();
  await nurse.waitForURL(/done=/);
  await nurse.getByRole('button', { name: 'Signer' }).click();
  await nurse.waitForURL(/done=signed/);
  await signIn(doctor, demo, 'gp_2');
  await doctor.goto(synthesis);
  await doctor.getByRole('button', { name: 'Signer' }).click();
  await doctor.waitForURL(/done=signed/);
  await inspect(doctor);
}

journey('referred, three visits, a synthesis signed by two, a doctor who declines by a link, one who takes over', { width: tablet }, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'psychiatrist');
  await page.goto('/pathways');
  await inspect(page);
  await page.getByRole('link', { name: 'En retard', exact: true }).click();
  await inspect(page);
  const person = await followed(page);
  const [nurse, doctor] = [await visit({ width: tablet }), await visit({ width: phone })];
  const pathway = await referred(page, nurse, demo, person);

  // The first visit: its questionnaire opens from the step, and the visit is planned, with its time wrong at first.
  await nurse.getByRole('button', { name: /^Remplir : Bilan/ }).click();
  await nurse.waitForURL(/\/assessments\//);
  await inspect(nurse);
  await nurse.goto(pathway);
  await records(nurse, 'Prévoir', async () => {
    await nurse.getByLabel('Le jour').fill('20/11/2026');
    await nurse.locator('#act').getByRole('button', { name: 'Prévoir' }).click();
    await nurse.getByRole('heading', { name: /à revoir/ }).first().waitFor();
    await inspect(nurse);
    await nurse.getByLabel('Le jour').fill('01/12/2026');
    await nurse.getByLabel('L’heure').fill('10 h');
    await nurse.getByLabel('Où').fill('Maison des Tanneurs, bureau 4');
  });
  await nurse.getByText('Maison des Tanneurs, bureau 4').first().waitFor();
  await inspect(nurse);
  for (const visit of ['1re visite', '2e visite', '3e visite']) {
    await nurse.getByRole('heading', { name: `À faire maintenant : ${visit}` }).waitFor();
    await records(nurse, 'La visite a eu lieu');
  }
  await synthesised(nurse, doctor, demo, pathway);
  await page.goto(pathway);
  await page.getByRole('heading', { name: 'À faire maintenant : Relais' }).waitFor();
  const name = (await page.locator('.page-head a').first().innerText()).trim();

  await proposesNearHome(page, 0);
  const first = await linked(page);
  const busy = await visit({ width: phone });
  await busy.goto(first.path);
  await inspect(busy);
  assert.ok(!(await busy.content()).includes(name), 'nothing of the person before an answer');
  await busy.getByRole('button', { name: 'Répondre que je ne peux pas' }).click();
  await busy.getByRole('heading', { name: /à revoir/ }).waitFor();
  await inspect(busy);
  await busy.getByLabel('Pourquoi').fill('Plus de place avant l’été');
  await busy.getByRole('button', { name: 'Répondre que je ne peux pas' }).click();
  await busy.getByRole('heading', { name: 'Merci de votre réponse' }).waitFor();
  await inspect(busy);
  await busy.goto(first.path);
  await busy.getByRole('heading', { name: 'Ce lien n’ouvre rien' }).waitFor();
  await inspect(busy);

  await page.goto(pathway);
  await page.getByText('Plus de place avant l’été').first().waitFor();
  await proposesNearHome(page, 1);
  const second = await linked(page);
  const willing = await visit({ width: phone });
  await willing.goto(second.path);
  await willing.getByLabel(/Votre question/).fill('Vient-elle seule ? 02 47 11 22 33');
  await willing.getByRole('button', { name: 'Envoyer la question' }).click();
  await willing.getByText('Votre question est partie').waitFor();
  await willing.getByRole('button', { name: 'J’accepte' }).click();
  await willing.getByRole('heading', { name: 'Merci, vous avez accepté' }).waitFor();
  await inspect(willing);
  await willing.getByLabel('Le code').fill(second.code);
  await willing.getByRole('button', { name: 'Ouvrir' }).click();
  await willing.getByRole('heading', { name, level: 1 }).waitFor();
  await inspect(willing);
  await willing.getByRole('button', { name: 'Fermer cette page' }).click();
  await willing.getByRole('heading', { name: 'Ce lien n’ouvre rien' }).waitFor();

  await page.goto(pathway);
  await inspect(page);
  await records(page, 'C’est vérifié');
  assert.match(await page.locator('h1').innerText(), /6 étapes sur 7/);
  await page.getByText(/à vérifier à partir du 2\d\s+avril\s+2027/).first().waitFor();
  await page.getByRole('link', { name: 'C’est vérifié', exact: true }).first().click();
  await page.locator('#act').getByRole('button', { name: 'C’est vérifié' }).click();
  await page.getByRole('heading', { name: /à revoir/ }).first().waitFor();
  await page.getByText('C’est trop tôt').first().waitFor();
  await inspect(page);
  await records(page, 'Refermer le circuit');
  await page.setViewportSize({ width: phone, height: 800 });
  await inspect(page);
  await page.setViewportSize({ width: desk, height: 900 });
  await inspect(page);
});

journey('what became of the seventy-five of 2025 is in the report, by place', { locale: 'fr', width: desk }, async ({ demo }) => {
  const told = JSON.parse(demo.order('report', '--program', 'somatic-network', '--from', '2025-01-01', '--to', '2025-12-31'));
  const wanted = { persons_referred: 75, without_gp_at_entry: 75, without_gp_now: 0, visits_held: 225, syntheses_sent: 75, handovers_accepted: 75, first_visits_confirmed: 75 };
  for (const [key, figure] of Object.entries(wanted)) assert.equal(told.indicators[key], figure, key);
  // Each place has its share, and they add up.
  assert.ok(told.by_organization.length > 1);
  for (const key of Object.keys(wanted)) {
    const all = told.by_organization.map((place) => place.indicators[key]);
    assert.equal(all.reduce((sum, one) => sum + one, 0), told.indicators[key], `${key}: ${all}`);
  }
  // Those who began late in the year are seen six months later, in the next.
  const later = JSON.parse(demo.order('report', '--program', 'somatic-network', '--from', '2025-01-01', '--to', '2026-11-23'));
  const [soon, all] = [told, later].map((report) => report.indicators.followed_at_six_months);
  assert.ok(0 < soon && soon < all && all <= later.indicators.first_visits_confirmed, `${soon} and ${all}`);
});
