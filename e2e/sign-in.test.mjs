// Signing in: the first page anybody sees, in both languages, with the mouse and without.
import assert from 'node:assert/strict';
import { inspect, phone, signIn, signInForm, stage, tabTo } from './lib.mjs';

const { journey } = stage();

const refused = {
  fr: /identifiant|mot de passe/i,
  en: /user ?name|login|password/i,
};

for (const locale of ['fr', 'en']) {
  journey(`${locale}: the sign-in page speaks the browser’s language`, { locale }, async ({ page }) => {
    await page.goto('/login');
    const form = signInForm(page);
    await form.login.waitFor();
    await form.password.waitFor();
    await form.submit.waitFor();
    await inspect(page);
  });

  journey(`${locale}: a wrong password says so and keeps the name`, { locale, width: phone }, async ({ page, demo }) => {
    const { login } = demo.account('gp');
    await page.goto('/login');
    const form = signInForm(page);
    await form.login.fill(login);
    await form.password.fill('not the right one');
    await form.submit.click();
    const said = page.locator('.ds-error-summary');
    await said.first().waitFor();
    // What went wrong is read aloud because the focus goes there.
    await page.waitForFunction(() => document.activeElement?.closest('.ds-error-summary') !== null);
    assert.match(await said.first().innerText(), refused[locale]);
    assert.equal(await form.login.inputValue(), login);
    assert.equal(await form.password.inputValue(), '');
    await inspect(page);
  });
}

journey('nobody signed in is sent to sign in, and comes back', { locale: 'en' }, async ({ page, demo }) => {
  await page.goto('/');
  await signInForm(page).login.waitFor();
  await signIn(page, demo, 'gp');
  assert.equal(await signInForm(page).password.count(), 0);
});

journey('signing in by keyboard alone', { locale: 'fr' }, async ({ page, demo }) => {
  const { login, password } = demo.account('gp');
  await page.goto('/login');
  const form = signInForm(page);
  await tabTo(page, form.login);
  await page.keyboard.type(login);
  await tabTo(page, form.password);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  await page.getByRole('heading', { level: 1 }).waitFor();
});

journey('signing in without scripts', { locale: 'fr', javaScript: false }, async ({ page, demo }) => {
  await signIn(page, demo, 'psychiatrist');
});
