// Checks what the program is built from against deny.toml: licences, banned crates, sources.
// The same three questions as `cargo deny check licenses bans sources`, with nothing to install.
// Use: node scripts/dependencies.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const root = new URL('..', import.meta.url).pathname;

/** The quoted strings of one list of deny.toml, or one key of its inline tables. */
function quoted(pattern, each = /"([^"]+)"/g) {
  const found = readFileSync(`${root}deny.toml`, 'utf8').match(pattern);
  if (!found) throw new Error(`deny.toml has no ${pattern}`);
  return new Set([...found[1].matchAll(each)].map((match) => match[1]));
}

const targets = quoted(/\[graph\][^[]*?\ntargets = \[([^\]]*)\]/);
const allowed = quoted(/\[licenses\][^[]*?\nallow = \[([^\]]*)\]/);
const banned = quoted(/\[bans\][^]*?\ndeny = \[([^\]]*)\]/, /crate = "([^"]+)"/g);
const sources = quoted(/\[sources\][^[]*?\nallow-registry = \[([^\]]*)\]/);

/** Whether an SPDX expression can be satisfied with the allowed licences alone. */
export function satisfied(expression, allowed) {
  // Older manifests write `MIT/Apache-2.0` for `MIT OR Apache-2.0`.
  const words = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const either = () => {
    let holds = both();
    while (words[at] === 'OR') {
      at += 1;
      holds = both() || holds;
    }
    return holds;
  };
  const both = () => {
    let holds = one();
    while (words[at] === 'AND') {
      at += 1;
      holds = one() && holds;
    }
    return holds;
  };
  const one = () => {
    if (words[at] === '(') {
      at += 1;
      const holds = either();
      at += 1;
      return holds;
    }
    let name = words[at];
    at += 1;
    if (words[at] === 'WITH') {
      name = `${name} WITH ${words[at + 1]}`;
      at += 2;
    }
    return allowed.has(name);
  };
  return either();
}

/** Everything that goes into the program where it is run, as cargo resolves it from Cargo.lock. */
function packages() {
  const platforms = [...targets].flatMap((target) => ['--filter-platform', target]);
  const command = ['metadata', '--format-version', '1', '--locked', '--quiet', ...platforms];
  try {
    const said = execFileSync('cargo', command, { cwd: root, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
    return JSON.parse(said).packages;
  } catch {
    console.error('cargo metadata did not succeed.');
    process.exit(1);
  }
}

const all = packages();
const faults = [];
for (const { name, version, license, source } of all) {
  const crate = `${name} ${version}`;
  if (!license || !satisfied(license, allowed)) faults.push(`${crate}: licence ${license ?? 'not stated'}`);
  if (banned.has(name)) faults.push(`${crate}: banned, see deny.toml`);
  if (source && ![...sources].some((registry) => source === `registry+${registry}`)) {
    faults.push(`${crate}: comes from ${source}`);
  }
}

if (faults.length > 0) {
  console.error(faults.sort().join('\n'));
  console.error(`${faults.length} of ${all.length} crates do not fit deny.toml.`);
  process.exit(1);
}
console.log(`${all.length} crates fit deny.toml.`);
