// Takes the pictures of the README: node e2e/screenshots.mjs [NAME]…, or make screenshots.
// Each is written in both languages, as docs/screenshots/NAME.fr.png and NAME.en.png.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { desk, launch, openPage, phone, picture, signIn, startDemo } from './lib.mjs';

const folder = join(import.meta.dirname, '../docs/screenshots');

/** Acts, and waits until the page it leads to has taken the place of this one. */
const onward = async (page, act) => {
  const before = page.url();
  await act();
  await page.waitForURL((url) => url.href !== before);
  await page.waitForLoadState('networkidle');
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const follow = (name) => (page) => onward(page, () => page.getByRole('link', { name }).first().click());
const firstInMain = (page) =>
  onward(page, () => page.getByRole('main').getByRole('listitem').getByRole('link').first().click());
const press = (name) => (page) =>
  onward(page, () => page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click());

const ask = /demander un avis|ask for advice/i;
const notUrgent = /pas urgent|not urgent/i;

/** What is shown, as whom, and the way there from My day. */
const pictures = {
  'my-day': { persona: 'psychiatrist', way: [] },
  'my-day-phone': { persona: 'psychiatrist', way: [], look: { width: phone, scheme: 'dark' } },
  emergency: { persona: 'gp', way: [follow(ask)] },
  ask: { persona: 'gp', way: [follow(ask), press(notUrgent)] },
  request: { persona: 'psychiatrist', way: [firstInMain] },
  person: { persona: 'gp', way: [follow(/^(personnes|persons|people)$/i), firstInMain] },
  board: { persona: 'coordinator', way: [] },
  rights: { persona: 'social_worker', way: [follow(/^(droits|rights)$/i)] },
  reception: { persona: 'social_worker', way: [follow(/^(accueil|reception)$/i)] },
  report: { persona: 'coordinator', way: [follow(/^(rapport|report)$/i), follow(/^2021$/)] },
};

const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (!(name in pictures)) {
    console.error(`No picture is called ${name}. There are: ${Object.keys(pictures).join(', ')}.`);
    process.exit(2);
  }
}

await mkdir(folder, { recursive: true });
const demo = await startDemo();
const browser = await launch().catch(async (fault) => {
  await demo.stop();
  throw fault;
});
let failed = 0;
try {
  for (const [name, { persona, way, look = {} }] of Object.entries(pictures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const locale of ['fr', 'en']) {
      const page = await openPage(browser, demo, { locale, width: desk, ...look });
      try {
        await signIn(page, demo, persona);
        for (const step of way) await step(page);
        await picture(page, join(folder, `${name}.${locale}.png`));
        console.log(`${name}.${locale}.png`);
      } catch (fault) {
        failed += 1;
        console.error(`${name}.${locale}: ${fault.message.split('\n')[0]} (at ${page.url()})`);
      } finally {
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}
if (failed > 0) process.exitCode = 1;
