/**
 * What people's own data costs at size: 10,000 pictures of 64 pixels in class folders, and a table of a million rows
 * and ten columns. `npm run bench:data` writes both below `.cache/bench-data` and reads them by `netloom data`, each in
 * a process of its own; the pictures a second time, when they lie packed. `--pictures 100000` asks for more of them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { ensureBuilt } from '../scripts/build.mjs';
import { root } from '../scripts/run.mjs';

/** First argument of the process that is measured. */
const MEASURED = 'measured';
const folder = path.join(root, '.cache', 'bench-data');
const EMOJI = 1_906;
const SIDE = 64;
const PIXELS = SIDE * SIDE;

/** The shipped emoji by number, as raw pixels: a palette each, then indices. */
function emoji() {
  const packed = readFileSync(path.join(root, 'assets/datasets/emoji/google.bin'));
  const indices = packed.subarray(packed.length - EMOJI * PIXELS);
  let at = EMOJI;
  const starts = Array.from({ length: EMOJI }, (_, n) => {
    const start = at;
    at += packed[n] * 3;
    return start;
  });
  return (n) => {
    const pixels = new Uint8Array(PIXELS * 3);
    for (let i = 0; i < PIXELS; i++) {
      const colour = starts[n] + indices[n * PIXELS + i] * 3;
      pixels.set(packed.subarray(colour, colour + 3), i * 3);
    }
    return pixels;
  };
}

/** Ten class folders of emoji, each emoji turned and tinted in another way when its turn comes again. */
async function writePictures(count) {
  const target = path.join(folder, `pictures-${count}`);
  if (existsSync(target)) return target;
  const parts = `${target}.part`;
  for (let label = 0; label < 10; label++)
    mkdirSync(path.join(parts, `${label}`), { recursive: true });
  const pixelsOf = emoji();
  const write = (n) => {
    const turn = Math.floor(n / EMOJI);
    return sharp(pixelsOf(n % EMOJI), { raw: { width: SIDE, height: SIDE, channels: 3 } })
      .rotate(90 * (turn % 4))
      .modulate({ hue: (turn * 37) % 360 })
      .png()
      .toFile(path.join(parts, `${n % 10}`, `${n}.png`));
  };
  for (let start = 0; start < count; start += 64) {
    const some = Array.from({ length: Math.min(64, count - start) }, (_, i) => start + i);
    await Promise.all(some.map(write));
  }
  await rename(parts, target);
  return target;
}

/** Eight numbers, a word and a class: 100 MB for a million rows. */
async function writeTable(rows) {
  const target = path.join(folder, `table-${rows}.csv`);
  if (existsSync(target)) return target;
  mkdirSync(folder, { recursive: true });
  const parts = `${target}.part`;
  const out = createWriteStream(parts);
  out.write(`${Array.from({ length: 8 }, (_, i) => `x${i}`).join(',')},place,target\n`);
  for (let row = 0; row < rows; row++) {
    const numbers = Array.from({ length: 8 }, (_, i) => Math.sin(row * (i + 1)).toFixed(8));
    const line = `${numbers.join(',')},place ${row % 50},${['low', 'high'][row % 2]}\n`;
    if (!out.write(line)) await new Promise((resolve) => out.once('drain', resolve));
  }
  out.end();
  await finished(out);
  await rename(parts, target);
  return target;
}

/** Seconds, seconds of processors and the peak of memory of one command line, in a process of its own. */
async function measure(args, cache) {
  const started = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), MEASURED, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  const [said, [code]] = await Promise.all([text(child.stdio[3]), once(child, 'exit')]);
  if (code !== 0) throw new Error(`netloom ${args.join(' ')} ended with exit code ${code}.`);
  return { seconds: (performance.now() - started) / 1000, ...JSON.parse(said) };
}

async function compare(pictures, rows) {
  const [images, table] = [await writePictures(pictures), await writeTable(rows)];
  const cache = path.join(folder, 'cache');
  rmSync(cache, { recursive: true, force: true });
  const idle = await measure(['list', 'datasets', '--json'], cache);
  const cases = [
    [`${pictures} pictures of 64 px`, images],
    ['the same, packed before', images],
    [`${rows} rows of ten columns`, table],
  ];
  for (const [name, data] of cases) {
    const { seconds, processor, megabytes } = await measure(['data', data, '--json'], cache);
    const line = {
      case: name,
      seconds: Number(seconds.toFixed(1)),
      processorSeconds: Number(processor.toFixed(1)),
      megabytesAboveIdle: Math.round(megabytes - idle.megabytes),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

if (process.argv[2] === MEASURED) {
  const { main } = await import('../out/cli/index.js');
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const processor = (userCPUTime + systemCPUTime) / 1e6;
    writeSync(3, JSON.stringify({ megabytes: maxRSS / 1024, processor }));
  });
  await main(['node', 'netloom', ...process.argv.slice(3)]);
} else {
  const { values } = parseArgs({
    options: {
      pictures: { type: 'string', default: '10000' },
      rows: { type: 'string', default: '1000000' },
    },
  });
  await ensureBuilt(['layers', 'cli']);
  await compare(Number(values.pictures), Number(values.rows));
}
