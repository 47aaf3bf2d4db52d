// One's own account: what is typed survives the end of a session, with scripts and without; a second factor is set up
// with a telephone, and asked for.
import assert from 'node:assert/strict';
import { inspect, phone, signIn, signInForm, stage } from './lib.mjs';
import { setUpFactor } from './telephone.mjs';

const { journey } = stage();

/** What is typed, another each time: the journeys share one demonstration. */
const typed = (what) => `Dort mieux,\nmais se lève à ${what} heures. « Rien à faire », dit-elle.`;

/** Ends every session of this person from elsewhere, as the time does. */
async function endSessions(visit, demo, persona) {
  const elsewhere = await visit({ javaScript: true });
  await signIn(elsewhere, demo, persona);
  await elsewhere.goto('/account');
  await elsewhere.getByRole('button', { name: 'Déconnecter partout' }).click();
  await elsewhere.waitForURL(/logged-out/);
}

for (const javaScript of [true, false]) {
  journey(`a session ends while one types, ${javaScript ? 'with' : 'without'} scripts`, { javaScript, width: phone }, async ({ page, demo, visit }) => {
    const hour = javaScript ? 'quatre' : 'cinq';
    const found = page.getByText(`mais se lève à ${hour} heures`);
    await signIn(page, demo, 'gp');
    await page.goto('/account/snippets');
    await page.locator('[name=label]').fill('Sommeil');
    await page.locator('[name=body]').fill(typed(hour));
    await endSessions(visit, demo, 'gp');
    await page.locator('form[action="/account/snippets"] button').click();
    const form = signInForm(page);
    await form.password.waitFor();
    assert.ok(!(await page.content()).includes(`${hour} heures`), 'whoever sits there next reads nothing of it');
    const { login, password } = demo.account('gp');
    await form.login.fill(login);
    await form.password.fill(password);
    await form.submit.click();
    await page.waitForURL(/account\/unsent/);
    await found.waitFor();
    if (javaScript) await inspect(page);
    await page.getByRole('button', { name: 'Envoyer maintenant' }).click();
    await page.waitForURL(/account\/snippets/);
    await found.waitFor();
    assert.equal(await page.locator('[name=body]').inputValue(), '', 'it is there once, not once more in the form');
  });
}

journey('a second factor is set up, and asked for', {}, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'nurse');
  await page.goto('/account/factor');
  const [paper] = await setUpFactor(page);
  await page.getByRole('link', { name: /Je les ai notés/ }).click();
  await page.getByText('Second facteur actif').waitFor();

  const again = await visit();
  const { login, password } = demo.account('nurse');
  const form = signInForm(again);
  await again.goto('/login');
  await form.login.fill(login);
  await form.password.fill(password);
  await form.submit.click();
  await again.getByRole('textbox', { name: 'Code' }).fill(paper);
  await again.getByRole('button', { name: 'Continuer' }).click();
  await again.waitForURL((url) => !url.pathname.startsWith('/login'));
});
