// What the browser journeys share: the demonstration, a browser, signing in, and looking at a page with care.
//
//   const { journey } = stage();
//   journey('a GP asks', { locale: 'fr', width: 390 }, async ({ page, demo, visit }) => { … });
//
// Pages are found as a person finds them, by role and label, so that a journey outlives a change of looks.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const axeSource = createRequire(import.meta.url)('axe-core').source;
const here = import.meta.dirname;
const binary = process.env.MAILLAGE_BIN ?? join(here, '../target/debug/maillage');

/** The date on which every journey takes place: a Monday. */
export const today = '2026-11-23';

/** The widths at which people see the pages: a desk, a phone, the narrowest phone. */
export const desk = 1440;
export const phone = 390;
const narrow = 320;

/** What the sign-in page calls things. */
const words = {
  fr: { login: /identifiant/i, password: /mot de passe/i, signIn: /se connecter/i },
  en: { login: /user ?name|login/i, password: /password/i, signIn: /sign in|log in/i },
};

const locales = join(here, '../crates/web/locales');

/** What the pages call things, by the key of the text, so that a journey outlives a change of words. */
export function texts(locale) {
  const known = new Map();
  for (const file of readdirSync(join(locales, locale))) {
    for (const line of readFileSync(join(locales, locale, file), 'utf8').split('\n')) {
      const found = line.match(/^([a-z][a-z0-9-]*) = (.+)$/);
      if (found) known.set(found[1], found[2]);
    }
  }
  return (key) => {
    assert.ok(known.has(key), `no text ${key} in crates/web/locales/${locale}`);
    return known.get(key);
  };
}

// ── The demonstration ────────────────────────────────────────────────────────────────────────────────────────────────

/** A port that nobody listens on at this moment. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** What is asked of every demonstration here. */
const asked = ['--format', 'json', '--today', today];

/**
 * Starts `maillage demo` on a free port with a data folder of its own, and waits until it answers. Where MAILLAGE_WORLD
 * names a demonstration made beforehand, it serves a copy of that, as making one takes a while.
 * `account(persona)` gives the login and the password; `stop()` ends it and removes the folder.
 */
export async function startDemo() {
  assert.ok(existsSync(binary), `${binary} is not built: cargo build --workspace`);
  const data = await mkdtemp(join(tmpdir(), 'maillage-'));
  const made = process.env.MAILLAGE_WORLD;
  if (made) await cp(made, data, { recursive: true });
  const url = `http://127.0.0.1:${await freePort()}`;
  const began = Date.now();
  const program = spawn(
    binary,
    ['demo', '--listen', new URL(url).host, '--data', data, ...asked, ...(made ? ['--keep'] : [])],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  let said = '';
  let ended = false;
  program.stderr.on('data', (chunk) => (log += chunk));
  program.stdout.on('data', (chunk) => (said += chunk));
  const end = new Promise((resolve) => program.once('close', resolve)).then(() => (ended = true));

  // Not left behind when the tests themselves are ended.
  const abandon = () => program.kill('SIGKILL');
  process.once('exit', abandon);

  const stop = async () => {
    process.off('exit', abandon);
    if (!ended) program.kill('SIGTERM');
    const late = new AbortController();
    await Promise.race([end, sleep(5000, null, { signal: late.signal }).catch(() => null)]);
    late.abort();
    if (!ended) program.kill('SIGKILL');
    await end;
    await rm(data, { recursive: true, force: true });
  };

  try {
    await until(async () => {
      assert.ok(!ended, `the demonstration ended at once:\n${log}`);
      return (await fetch(`${url}/health/ready`).catch(() => null))?.ok;
    }, () => `the demonstration did not answer:\n${log}`, 240_000);
    const accounts = JSON.parse(said);
    const account = (persona) => {
      const found = accounts.find((one) => one.persona === persona);
      assert.ok(found, `no account for ${persona} among ${accounts.map((one) => one.persona).join(', ')}`);
      return found;
    };
    // What the clocks of the demonstration show: nine in the morning when it was started, and on from there.
    const now = () => new Date(Date.parse(`${today}T09:00:00Z`) + Date.now() - began);
    /** What the program answers to an order about this world. */
    const order = (...words) => {
      const done = spawnSync(binary, ['--database', `sqlite:${join(data, 'maillage.db')}`, ...words], { encoding: 'utf8' });
      assert.equal(done.status, 0, `maillage ${words.join(' ')}: ${done.stderr}`);
      return done.stdout;
    };
    return { url, data, accounts, account, stop, now, order, log: () => log };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

/** Waits until `holds` answers something true; throws what it last threw, or `otherwise`. */
async function until(holds, otherwise, milliseconds = 20_000) {
  const last = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > last) throw new Error(typeof otherwise === 'function' ? otherwise() : otherwise);
    await sleep(50);
  }
}

// ── The browser ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Starts Chromium: Debian's, or the one named by CHROMIUM. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A page of its own, as one person would have it: language, width, light or dark, with or without scripts.
 * What goes wrong unseen (an error of a script, a refusal of the content policy, a request to another host) is kept
 * in `page.problems`.
 */
export async function openPage(browser, demo, look = {}) {
  const { locale = 'fr', width = desk, scheme = 'light', javaScript = true, picture = {} } = look;
  const context = await browser.newContext({
    baseURL: demo.url,
    locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: javaScript,
    viewport: { width, height: width <= phone ? 844 : 900 },
    isMobile: width <= phone,
    hasTouch: width <= phone,
    acceptDownloads: true,
    ...picture,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.words = words[locale];
  page.locale = locale;
  page.problems = [];
  page.on('pageerror', (fault) => page.problems.push(`script: ${fault.message}`));
  page.on('console', (line) => {
    // A refused form is an answer like another; the browser writes it in red all the same.
    if (line.type() === 'error' && !/^Failed to load resource: .* 4\d\d/.test(line.text())) {
      page.problems.push(`console: ${line.text()}`);
    }
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (/^https?:$/.test(asked.protocol) && asked.origin !== demo.url) page.problems.push(`asks elsewhere: ${asked.origin}`);
  });
  return page;
}

/** The two fields and the button of the sign-in page. */
export function signInForm(page) {
  return {
    login: page.getByLabel(page.words.login).and(page.locator('input')),
    password: page.getByLabel(page.words.password).and(page.locator('input')),
    submit: page.getByRole('main').getByRole('button', { name: page.words.signIn }),
  };
}

/** Signs a persona in, from wherever the page is, and waits for what they then see. */
export async function signIn(page, demo, persona) {
  const { login, password } = demo.account(persona);
  const form = signInForm(page);
  await page.goto('/login');
  await form.login.fill(login);
  await form.password.fill(password);
  await form.submit.click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  await page.getByRole('heading', { level: 1 }).waitFor();
}

// ── Looking with care ────────────────────────────────────────────────────────────────────────────────────────────────

/** Findings of axe-core that are serious or critical fail; the others are returned, for who wants to mend them. */
export async function axe(page, { rules } = {}) {
  // Through the debugger's door: the content policy of the pages, rightly, lets no other script in.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axeSource });
  await session.detach();
  const only = rules
    ? { type: 'rule', values: rules }
    : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
  const { violations } = await page.evaluate((runOnly) => window.axe.run({ runOnly, resultTypes: ['violations'] }), only);
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = grave.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `    ${html}\n      ${failureSummary.replaceAll('\n', ' ')}`).join('\n')}`,
  );
  assert.equal(grave.length, 0, `${where(page)}: axe-core finds\n${told.join('\n')}`);
  return violations;
}

/** Nothing sticks out sideways at this width; what may scroll inside its own box is left alone. */
export async function noSidewaysScroll(page, width = narrow) {
  await atWidth(page, width, async () => {
    const { inside, full, culprits } = await page.evaluate(() => {
      const root = document.documentElement;
      const scrolls = (node) => node && (/auto|scroll|hidden|clip/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
      const out = [...document.body.querySelectorAll('*')].filter(
        (node) => node.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(node.parentElement),
      );
      const name = (node) => `<${node.localName} class="${node.getAttribute('class') ?? ''}"> ${node.textContent.trim().slice(0, 40)}`;
      return { inside: root.clientWidth, full: root.scrollWidth, culprits: out.slice(-5).map(name) };
    });
    assert.ok(full <= inside, `${where(page)}: ${full} px wide in ${inside}\n${culprits.join('\n')}`);
  });
}

/** Every button and field is at least 44 px high, or wide enough to be hit by its label. */
export async function largeTargets(page) {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, textarea, input:not([type=hidden]), a.ds-button')]
      .map((node) => (/^(checkbox|radio)$/.test(node.type) ? (node.labels?.[0] ?? node) : node))
      .map((node) => ({ box: node.getBoundingClientRect(), html: node.outerHTML.slice(0, 120) }))
      .filter(({ box }) => box.width > 1 && box.height > 1 && box.height < 43.5)
      .map(({ box, html }) => `${Math.round(box.height)} px: ${html}`),
  );
  assert.equal(small.length, 0, `${where(page)}: smaller than 44 px\n${small.join('\n')}`);
}

/** The plain good manners of a page: its language, a title, one heading above all others. */
export async function manners(page) {
  assert.equal(await page.locator('html').getAttribute('lang'), page.locale, `${where(page)}: wrong lang`);
  assert.notEqual((await page.title()).trim(), '', `${where(page)}: no title`);
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${where(page)}: one h1 is wanted`);
}

/** All of the above on one page: at a desk and on a phone, in light and in dark. */
export async function inspect(page) {
  await manners(page);
  for (const width of [desk, phone]) {
    await atWidth(page, width, async () => {
      await axe(page);
      await inScheme(page, 'dark', () => axe(page, { rules: ['color-contrast'] }));
    });
  }
  await atWidth(page, phone, () => largeTargets(page));
  await noSidewaysScroll(page);
}

/** Presses Tab until the element has the focus, as somebody without a mouse does; the focus must show. */
export async function tabTo(page, locator, most = 100) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await locator.evaluate((node) => node === document.activeElement)) {
      const shows = await locator.evaluate((node) => {
        const ring = (one) => one && (getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none');
        return ring(node) || ring(node.labels?.[0]) || ring(node.parentElement);
      });
      assert.ok(shows, `${where(page)}: the focus does not show on ${await locator.evaluate((node) => node.outerHTML.slice(0, 120))}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`${where(page)}: not reached with ${most} presses of Tab: ${locator}`);
}

/** After a page took the place of another, the focus stands somewhere in it. */
export async function keepsFocus(page) {
  await page
    .waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body, null, { timeout: 3000 })
    .catch(() => assert.fail(`${where(page)}: the focus is lost`));
}

/** What somebody does with a mouse: elements are given as locators. */
export const mouse = {
  press: (page, it) => it.click(),
  open: (page, it) => it.click(),
  fill: (page, it, text) => it.fill(text),
  check: (page, it) => it.check(),
  moment: (page, it, at) => it.fill(at.toISOString().slice(0, 16)),
};

/** The same with the keyboard alone: Tab to the element, see the focus, press a key. */
export const keyboard = {
  press: async (page, it) => {
    await tabTo(page, it);
    await page.keyboard.press('Enter');
  },
  open: async (page, it) => {
    await tabTo(page, it);
    await page.keyboard.press('Enter');
  },
  fill: async (page, it, text) => {
    await tabTo(page, it);
    await page.keyboard.type(text);
  },
  check: async (page, it) => {
    const radio = await it.evaluate((node) => node.type === 'radio');
    if (!radio) {
      await tabTo(page, it);
      await page.keyboard.press('Space');
    } else {
      // A group of choices is one stop of the Tab key; the arrows go from one to the next.
      const group = page.locator(`input[name="${await it.getAttribute('name')}"]`);
      await tabTo(page, group.first());
      const count = await group.count();
      await page.keyboard.press('Space');
      for (let moved = 0; moved < count && !(await it.isChecked()); moved += 1) await page.keyboard.press('ArrowDown');
    }
    assert.ok(await it.isChecked(), `${where(page)}: not checked by keyboard`);
  },
  moment: async (page, it, at) => {
    const wanted = at.toISOString().slice(0, 16);
    const [year, month, date, hour, minute] = wanted.split(/[-T:]/);
    // The browser asks for the parts in the order of its own language, which is not always that of the page.
    const orders = [
      [month, date, year, 'ArrowRight', String(((Number(hour) + 11) % 12) + 1).padStart(2, '0'), minute, hour < 12 ? 'a' : 'p'],
      [date, month, year, 'ArrowRight', hour, minute],
    ];
    for (const order of orders) {
      await page.keyboard.press('Shift+Tab');
      await tabTo(page, it);
      for (const part of order) {
        if (part.startsWith('Arrow')) await page.keyboard.press(part);
        else await page.keyboard.type(part);
      }
      if ((await it.inputValue()) === wanted) return;
      // Parts that make no time together stay in the field until it is made anew.
      await it.evaluate((node) => ['text', 'datetime-local'].forEach((type) => (node.type = type)));
    }
    assert.fail(`${where(page)}: a time cannot be typed`);
  },
};

/** A picture, with nothing moving in it. */
export async function picture(page, path, { fullPage = false } = {}) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, fullPage, animations: 'disabled', caret: 'hide' });
}

const where = (page) => `${new URL(page.url()).pathname} (${page.locale}, ${page.viewportSize().width} px)`;

async function atWidth(page, width, look) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before.height });
  await look();
  await page.setViewportSize(before);
}

async function inScheme(page, colorScheme, look) {
  const before = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  await page.emulateMedia({ colorScheme });
  await look();
  await page.emulateMedia({ colorScheme: before });
}

// ── The stage ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A demonstration and a browser for the tests of one file; files run side by side, each with its own. */
export function stage() {
  let demo;
  let browser;
  before(async () => {
    demo = await startDemo();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /** One journey. `page` is the first person's; `visit(look)` opens another's. A failure leaves pictures in results/. */
  const journey = (title, look, steps) =>
    test(title, async () => {
      const pages = [];
      const visit = async (more = {}) => {
        pages.push(await openPage(browser, demo, { ...look, ...more }));
        return pages.at(-1);
      };
      try {
        await steps({ page: await visit(), demo, visit });
        for (const page of pages) assert.deepEqual(page.problems, [], `${where(page)}: went wrong unseen`);
      } catch (fault) {
        await keep(title, pages, demo);
        throw fault;
      } finally {
        await Promise.all(pages.map((page) => page.context().close()));
      }
    });
  return { journey };
}

async function keep(title, pages, demo) {
  const folder = join(here, 'results', title.replaceAll(/[^\p{L}\p{N}]+/gu, '-'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'maillage.log'), demo.log());
  for (const [at, page] of pages.entries()) {
    await page.screenshot({ path: join(folder, `${at + 1}.png`), fullPage: true }).catch(() => null);
    await writeFile(join(folder, `${at + 1}.html`), await page.content().catch(() => ''));
  }
  console.error(`What the pages showed: ${folder}`);
}
