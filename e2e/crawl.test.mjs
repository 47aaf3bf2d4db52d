// Every persona follows every link, within bounds: nothing goes wrong unseen, each page has good manners, and each kind
// of page is looked at with care once, at a desk and on a phone, in light and in dark. All that is found is told.
import assert from 'node:assert/strict';
import { desk, inspect, manners, signIn, stage } from './lib.mjs';

const { journey } = stage();

/** Pages that one persona opens, and of one kind. */
const most = 40;
const each = 2;

const looked = new Set();

const personas = [
  'gp',
  'psychiatrist',
  'secretary',
  'coordinator',
  'nurse',
  'social_worker',
  'mediator',
  'program_lead',
  'identity',
  'admin',
  'dpo',
  'gp_secretary',
];

/** What kind of page stands at an address: identifiers and what is asked for do not matter. */
const kind = (path) => path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{}').replace(/\?.*/, '');

/** The links of a page that lead to pages, and those that lead to files. */
const links = (page) =>
  page.locator('a[href]').evaluateAll((all) =>
    all
      .map((node) => ({ url: new URL(node.href, location.href), file: node.hasAttribute('download') || node.getAttribute('hx-boost') === 'false' }))
      .filter(({ url }) => url.origin === location.origin)
      .map(({ url, file }) => ({ path: url.pathname + url.search, file })),
  );

for (const [at, persona] of personas.entries()) {
  const locale = at % 2 === 0 ? 'fr' : 'en';
  journey(`${persona} follows every link`, { locale, width: desk }, async ({ page, demo }) => {
    await signIn(page, demo, persona);
    const waiting = [{ path: '/', file: false, from: 'sign-in' }];
    const seen = new Set(['/']);
    const kinds = new Map();
    const found = [];
    for (let opened = 0; waiting.length > 0 && opened < most; ) {
      const { path, file, from } = waiting.shift();
      const many = kinds.get(kind(path)) ?? 0;
      if (many >= each) continue;
      kinds.set(kind(path), many + 1);
      opened += 1;
      const answer = file ? await page.request.get(path) : await page.goto(path);
      if (answer.status() >= 400) found.push(`${path} answers ${answer.status()}; ${from} led to it`);
      if (file || answer.status() >= 400) continue;
      const first = !looked.has(kind(path));
      looked.add(kind(path));
      await (first ? inspect(page) : manners(page)).catch((fault) => found.push(fault.message));
      for (const link of await links(page)) {
        if (seen.has(link.path)) continue;
        seen.add(link.path);
        waiting.push({ ...link, from: path });
      }
    }
    assert.equal(found.length, 0, `${persona}: ${found.join('\n')}`);
  });
}
