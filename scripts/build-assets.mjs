// Builds what the browser loads: one style sheet, one font, one script for every page and those of few pages, each with
// a hash of its content in its name,
// and manifest.json, by which dms/assets.py finds them. Fails when the first load outgrows its budget.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import subsetFont from "subset-font";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "dms/static");
const out = join(source, "vendor");
const FIRST_LOAD_KB = 200; // of the 250 that a page may weigh, 50 stay for its HTML and pictures

// Latin, Western letters, Cyrillic with every Kazakh letter, punctuation, arrows and signs of the screens.
const RANGES = [[0x20, 0x7e], [0xa0, 0xff], [0x400, 0x45f], [0x490, 0x4ff], [0x2010, 0x2026], [0x2190, 0x2193]];
const SIGNS = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі ₸ ₽ € № ™ ‰ ‹ › − × ÷ ≤ ≥ ≈ ✓ ✕ ▾ • … \u2009\u202f";

function letters() {
  const text = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  return String.fromCodePoint(...text) + SIGNS;
}

function hashed(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  return `${basename(name, extname(name))}-${hash}${extname(name)}`;
}

async function makeFont() {
  const whole = await readFile(join(root, "node_modules/inter-ui/variable/InterVariable.woff2"));
  return subsetFont(whole, letters(), {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 }, opsz: 14 },
  });
}

async function bundle(entry, fontName) {
  const result = await build({
    entryPoints: [join(source, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2020", "chrome100", "firefox100", "safari15"],
    nodePaths: [join(root, "node_modules")],
    external: ["*.svg", "*.woff2", "crypto"], // the last: of Node.js, which crypto-gost asks where there is no browser
    legalComments: "none",
    logLevel: "warning",
  });
  return Buffer.from(result.outputFiles[0].text.replaceAll("FONT_FILE.woff2", fontName));
}

async function main() {
  const font = await makeFont();
  const fontName = hashed("inter.woff2", font);
  const files = {
    "inter.woff2": font,
    "app.css": await bundle("css/app.css", fontName),
    "app.js": await bundle("js/app.js", fontName),
    "sign.js": await bundle("js/sign.js", fontName),
    "check.js": await bundle("js/check.js", fontName),
    "streebog.js": await bundle("js/streebog.js", fontName),
  };
  await mkdir(out, { recursive: true });
  const manifest = {};
  let total = 0;
  for (const [name, bytes] of Object.entries(files)) {
    manifest[name] = hashed(name, bytes);
    await writeFile(join(out, manifest[name]), bytes);
    const weight = name.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
    total += weight;
    console.log(`${manifest[name]}  ${(weight / 1024).toFixed(1)} kB compressed`);
  }
  await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
  for (const old of await readdir(out)) {
    if (old !== "manifest.json" && !Object.values(manifest).includes(old)) await rm(join(out, old), { recursive: true });
  }
  console.log(`first load ${(total / 1024).toFixed(1)} kB of ${FIRST_LOAD_KB}`);
  if (total > FIRST_LOAD_KB * 1024) throw new Error("the first load is over its budget");
}

await main();
