// One's own account: what is typed survives the end of a session, with scripts and without; a second factor is set up
// with a telephone, and asked for.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { inspect, phone, signIn, signInForm, stage, today } from './lib.mjs';

const { journey } = stage();
const started = Date.now();

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

/** The code that a telephone shows at this second (RFC 6238). */
function code(key, seconds) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac('sha1', secret).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

/** Types the code of this moment. The demonstration’s clock began at nine, some seconds after these journeys did. */
async function confirm(page, key) {
  const nine = Date.parse(`${today}T08:00:00Z`) / 1000;
  for (const behind of [0, 40, 80, 120]) {
    await page.getByRole('textbox', { name: 'Code' }).fill(code(key, nine + (Date.now() - started) / 1000 - behind));
    await page.getByRole('button', { name: 'Activer' }).click();
    await page.locator('.codes, .ds-error-summary').first().waitFor();
    if (await page.locator('.codes').count()) return;
  }
}

journey('a second factor is set up, and asked for', {}, async ({ page, demo, visit }) => {
  await signIn(page, demo, 'nurse');
  await page.goto('/account/factor');
  await page.getByRole('button', { name: 'Installer le second facteur' }).click();
  const key = await page.locator('.secret').innerText();
  await inspect(page);
  await confirm(page, key);
  await page.locator('.codes li').first().waitFor();
  const paper = await page.locator('.codes li').first().innerText();
  await inspect(page);
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
