// Builds the front end into dist/: one style sheet, one script, the fonts, the icons, each named by its content,
// beside its brotli and gzip forms, and manifest.json, from which build.rs makes the paths used by the pages.
//   node build.mjs [--weigh]
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import esbuild from "esbuild";
import { transform } from "lightningcss";
import subsetFont from "subset-font";

// Classes of the library's files that no page of ours uses; its `base.css` above all.
const UNUSED = [
  "ds-icon", "ds-readonly-icon", "ds-print-preserve", "ds-focus", "ds-focus--inset", "ds-focus--middle",
  "ds-focus--visible", "ds-focus--visible--inset", "ds-focus--visible--middle", "ds-checkbox--checked",
  "ds-list--unstyled", "ds-floating", "ds-fade-in", "ds-card", "ds-field-affixes", "ds-field-affix", "ds-skiplink",
];

const here = import.meta.dirname;
const dist = join(here, "dist");
const staging = join(here, ".fonts");
const manifest = {};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await mkdir(staging, { recursive: true });

await fonts();
await styles();
await scripts();
for (const name of ["icons.svg", "mark.svg", "favicon.svg"]) await put(name, await readFile(join(here, "assets", name)));
await put("notices.txt", await notices());
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest, Object.keys(manifest).sort(), 2) + "\n");
await compress();
if (process.argv.includes("--weigh")) await weigh();

/** The two font files, cut down to the weights the theme uses and to the letters of their range. */
async function fonts() {
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
  const french = range(0x20, 0x7e) + range(0xa0, 0xff) + "ŒœŸˆ˜–—‘’‚“”„†•…‹›€™−↑↓";
  const other = range(0x100, 0x151) + range(0x154, 0x177) + range(0x179, 0x2ba) + range(0x1e00, 0x1e9f) + range(0x1ef2, 0x1eff);
  await font("latin", french, "source-sans-3.woff2");
  await font("latin-ext", other, "source-sans-3-ext.woff2");
}

async function font(subset, letters, name) {
  const file = `node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-${subset}-wght-normal.woff2`;
  const cut = await subsetFont(await readFile(join(here, file)), letters, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: ["kern", "liga", "tnum", "lnum", "mark", "mkmk", "ccmp", "locl"],
    noHinting: true,
    preserveNameIds: [0, 13, 14], // copyright, licence and its address
  });
  await writeFile(join(staging, name), cut);
}

async function styles() {
  await bundle({
    entryPoints: { main: join(here, "assets/css/main.css"), more: join(here, "assets/css/more.css") },
    loader: { ".woff2": "file" },
    target: "esnext",
    write: false,
  });
}

async function scripts() {
  await bundle({
    entryPoints: { main: join(here, "assets/js/main.js") },
    format: "esm",
    splitting: true,
    target: "es2022",
    legalComments: "none",
  });
}

/** Bundles with esbuild and notes in the manifest what each entry, and each asset it pulls in, is now called. */
async function bundle(options) {
  const result = await esbuild.build({
    ...options,
    absWorkingDir: here,
    bundle: true,
    minify: true,
    metafile: true,
    outdir: dist,
    entryNames: "[name]-[hash]",
    chunkNames: "part-[hash]",
    assetNames: "[name]-[hash]",
    publicPath: "/assets",
    logLevel: "warning",
  });
  for (const file of result.outputFiles ?? []) {
    const css = file.path.endsWith(".css");
    await writeFile(file.path, css ? shrink(file) : file.contents);
  }
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    const name = path.split("/").pop();
    if (output.entryPoint || name.endsWith(".woff2")) manifest[name.replace(/-[A-Z0-9]{8}\./, ".")] = name;
  }
}

/** Drops what is unused. No `targets`: the theme needs browsers of 2024 (nesting, light-dark()), nothing is lowered. */
function shrink(file) {
  return transform({ filename: file.path, code: file.contents, minify: true, unusedSymbols: UNUSED }).code;
}

/** The licences of what is carried inside the program. */
async function notices() {
  const carried = ["@digdir/designsystemet-css", "@fontsource-variable/source-sans-3", "@u-elements/u-datalist", "htmx.org"];
  const texts = carried.map(async (name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const text = await readFile(join(folder, "LICENSE"), "utf8").catch(() => "");
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return Buffer.from((await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`));
}

async function put(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  const named = name.replace(/\.(\w+)$/, `-${hash}.$1`);
  manifest[name] = named;
  await writeFile(join(dist, named), bytes);
}

async function compress() {
  for (const name of await readdir(dist)) {
    if (!/\.(css|js|svg|txt)$/.test(name)) continue;
    const bytes = await readFile(join(dist, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    await writeFile(join(dist, `${name}.br`), brotliCompressSync(bytes, { params }));
    await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

async function weigh() {
  const names = (await readdir(dist)).filter((name) => !/\.(br|gz|json)$/.test(name));
  const size = async (name) => (await readFile(join(dist, name)).catch(() => null))?.length;
  for (const name of names) {
    const [raw, br, gz] = [await size(name), await size(`${name}.br`), await size(`${name}.gz`)];
    console.log(`${name.padEnd(36)} ${String(raw).padStart(7)} ${String(br ?? raw).padStart(7)} br ${String(gz ?? raw).padStart(7)} gz`);
  }
}
