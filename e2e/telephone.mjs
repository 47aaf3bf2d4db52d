// A telephone that shows codes: the second factor, set up as somebody would who types the key in.
import { createHmac } from 'node:crypto';
import { inspect, today } from './lib.mjs';

const started = Date.now();

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

/** Sets a second factor up, from its page on; answers the codes for paper. */
export async function setUpFactor(page) {
  await page.getByRole('button', { name: 'Installer le second facteur' }).click();
  const key = await page.locator('.secret').innerText();
  await inspect(page);
  await confirm(page, key);
  await page.locator('.codes li').first().waitFor();
  await inspect(page);
  return page.locator('.codes li').allInnerTexts();
}
