/**
 * What the studio costs the window's main thread, in Chromium without a GPU: `node bench/studio.mjs [drag|open|telemetry]`.
 * Prints one JSON line for each measurement; asserts nothing, since numbers belong to a machine.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { ensureBuilt } from '../scripts/build.mjs';
import { ensureChromium } from '../scripts/chromium.mjs';
import { root } from '../scripts/run.mjs';
import { serve } from '../scripts/serve.mjs';

const template = (id) => JSON.parse(readFileSync(path.join(root, `templates/${id}.json`), 'utf8'));
const line = (what, values) => console.log(JSON.stringify({ what, ...values }));
const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};
const round = (value) => Math.round(value * 10) / 10;

/** Two moons through `count` nodes: dense layers in rows of 20, which trains. */
function longDocument(count) {
  const document = template('two-moons');
  const { nodes } = document.networks.main;
  const input = nodes.find((node) => node.kind === 'Input');
  const output = nodes.find((node) => node.kind === 'Output');
  const last = nodes.filter((node) => node.kind === 'Dense').at(-1);
  const middle = Array.from({ length: count - 3 }, (_, i) => ({
    id: `d${i}`,
    kind: 'Dense',
    config: { activation: 'tanh', units: 4 },
  }));
  const all = [input, ...middle, last, output].map((node, i) => ({
    ...node,
    position: { x: (i % 20) * 210, y: Math.floor(i / 20) * 140 },
  }));
  const edges = all.slice(1).map((node, i) => ({
    source: all[i].id,
    output: 'out',
    target: node.id,
    input: 'in',
    index: 0,
  }));
  document.name = `${count} nodes`;
  document.networks = { main: { nodes: all, edges } };
  document.training.phases[0].epochs = 100_000;
  delete document.training.stop;
  return document;
}

/** The window listens to keys a moment after it is painted. */
async function askForFile(page) {
  for (let tries = 0; ; tries++) {
    const chooser = page.waitForEvent('filechooser', { timeout: 5000 });
    await page.keyboard.press('Control+o');
    const asked = await chooser.catch(() => null);
    if (asked) return asked;
    if (tries === 5) throw new Error('Control+O opens no file dialog.');
  }
}

async function openDocument(page, document) {
  const chooser = await askForFile(page);
  await chooser.setFiles({
    name: 'bench.netloom',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  });
}

/**
 * Steps trained so far, read from the worker's own messages, how many messages there were, and a mark in the trace for
 * every move of the pointer.
 */
async function observe(page) {
  await page.addInitScript(() => {
    globalThis.trained = 0;
    globalThis.messages = 0;
    addEventListener('pointermove', () => performance.mark('move'), true);
    const Native = globalThis.Worker;
    globalThis.Worker = class extends Native {
      constructor(...args) {
        super(...args);
        this.addEventListener('message', ({ data }) => {
          globalThis.messages++;
          if (data.type === 'telemetry') globalThis.trained = data.telemetry.progress.step;
        });
      }
    };
  });
}

async function startTraining(page) {
  await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForFunction(() => globalThis.trained > 20, undefined, { timeout: 120_000 });
}

/**
 * CPU time of the page's main thread for each frame in which the pointer moved, in milliseconds and by what asked for it:
 * all its tasks (input, script, style, layout, paint, and what telemetry brings meanwhile) between one frame's start and
 * the next. Thread time (`tdur`), not wall time: with a training worker and the compositor on two cores the thread mostly
 * waits its turn, which is the machine's doing.
 */
function framesOf(events) {
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  let best = [];
  for (const { pid, tid } of threads) {
    const own = events.filter((event) => event.pid === pid && event.tid === tid);
    const starts = own
      .filter(({ name, ph }) => name === 'ProxyMain::BeginMainFrame' && ph === 'X')
      .map(({ ts }) => ts);
    starts.sort((one, other) => one - other);
    const moves = own.filter(({ name }) => name === 'move').map(({ ts }) => ts);
    const frames = starts.slice(1).map(() => ({ ms: 0, tasks: {}, moved: false }));
    for (const { name, ts, tdur, dur, args } of own) {
      // A task belongs to the frame in which it ends; the one that holds the frame's start ends in it.
      if (name !== 'ThreadControllerImpl::RunTask') continue;
      const at = starts.findLastIndex((time) => time <= ts + (dur ?? 0));
      const frame = frames[at];
      if (!frame) continue;
      const ms = (tdur ?? 0) / 1000;
      const source = args.src_func ?? 'other';
      frame.ms += ms;
      frame.moved ||= moves.some((time) => time >= ts && time <= ts + dur);
      frame.tasks[source] = (frame.tasks[source] ?? 0) + ms;
    }
    const moved = frames.filter((frame) => frame.moved);
    if (moved.length > best.length) best = moved;
  }
  return best;
}

/** What the slowest twentieth of frames does on average, in milliseconds by what asked for it; the largest five. */
function slowest(frames) {
  const limit = quantile(
    frames.map(({ ms }) => ms),
    0.95,
  );
  const slow = frames.filter(({ ms }) => ms >= limit);
  const sums = {};
  for (const { tasks } of slow) {
    for (const [source, ms] of Object.entries(tasks)) sums[source] = (sums[source] ?? 0) + ms;
  }
  const means = Object.entries(sums).map(([source, ms]) => [source, round(ms / slow.length)]);
  return Object.fromEntries(means.sort((one, other) => other[1] - one[1]).slice(0, 5));
}

/** Few categories: what is traced is slowed down by it. */
async function trace(browser, page, work) {
  await browser.startTracing(page, { categories: ['toplevel', 'cc', 'blink.user_timing'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  return traceEvents;
}

/** The functions with the most time of their own, from V8's sampling profiler. */
async function profile(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await work();
  const { profile: found } = await session.send('Profiler.stop');
  const own = new Map();
  const byId = new Map(found.nodes.map((node) => [node.id, node]));
  for (const [i, id] of found.samples.entries()) {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    const name = `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}`;
    own.set(name, (own.get(name) ?? 0) + found.timeDeltas[i] / 1000);
  }
  return [...own]
    .filter(([name]) => !/^\((idle|program|root)\)/.test(name))
    .sort((a, b) => b[1] - a[1])
    .slice(0, 15)
    .map(([name, ms]) => `${name} ${Math.round(ms)} ms`);
}

/**
 * Takes a card in the middle of the canvas (at the border the camera follows the hand, which is another thing to
 * measure), lets `work` move it about for some seconds, and lets go. Throws when the camera did follow.
 */
async function dragging(page, work) {
  const card = page.getByRole('group', { name: /^Dense, d45,/ });
  const neighbour = page.getByRole('group', { name: /^Dense, d46,/ });
  const stood = JSON.stringify(await neighbour.boundingBox());
  const box = await card.boundingBox();
  const at = { x: box.x + box.width / 2, y: box.y + Math.min(14, box.height / 2) };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const result = await work(async (seconds) => {
    // From where the card is, so that it comes back there, and as often as a mouse tells its place.
    const until = Date.now() + seconds * 1000;
    const moves = [];
    for (let i = 0; Date.now() < until; i++) {
      moves.push(page.mouse.move(at.x + 60 * Math.sin(i / 12), at.y + 40 * Math.sin(i / 9)));
      if (moves.length > 6) await moves.shift();
      await new Promise((done) => setTimeout(done, 8));
    }
    await Promise.all(moves);
  });
  await page.mouse.move(at.x, at.y);
  await page.mouse.up();
  if (JSON.stringify(await neighbour.boundingBox()) !== stood) {
    throw new Error('The camera followed the card, so the frames are not those of a drag alone.');
  }
  return result;
}

async function drag({ browser, page }) {
  await openDocument(page, longDocument(100));
  await page.getByRole('button', { name: '100 nodes' }).waitFor();
  for (const training of [false, true]) {
    if (training) await startTraining(page);
    let messages = 0;
    const frames = await dragging(page, async (moveFor) => {
      // The card has been selected and the inspector shows it before the first frame counts.
      await moveFor(1);
      const before = await page.evaluate(() => globalThis.messages);
      const found = framesOf(await trace(browser, page, () => moveFor(6)));
      messages = (await page.evaluate(() => globalThis.messages)) - before;
      return found;
    });
    const times = frames.map(({ ms }) => ms);
    line('drag', {
      measured: 'CPU time of the main thread per frame',
      nodes: 100,
      training,
      frames: frames.length,
      messages,
      medianMs: round(quantile(times, 0.5)),
      p95Ms: round(quantile(times, 0.95)),
      maxMs: round(Math.max(...times)),
      slowest: slowest(frames),
    });
    const own = await dragging(page, (moveFor) => profile(page, () => moveFor(4)));
    line('drag-profile', { training, own });
  }
}

async function open({ page }) {
  for (const nodes of [100, 1000]) {
    const document = longDocument(nodes);
    const picked = await askForFile(page);
    const title = page.getByRole('banner').getByRole('button', { name: `${nodes} nodes` });
    let painted = 0;
    const own = await profile(page, async () => {
      const from = Date.now();
      await picked.setFiles({
        name: 'bench.netloom',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(document)),
      });
      await title.waitFor();
      await page.getByRole('group', { name: /^Dense, d3,/ }).waitFor();
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done))),
      );
      painted = Date.now() - from;
    });
    const before = Date.now();
    await page.getByRole('group', { name: /^Dense, d3,/ }).click({ timeout: 20_000 });
    await page.getByRole('complementary', { name: 'Inspector' }).getByText('d3').first().waitFor();
    line('open', { nodes, paintedMs: painted, firstClickMs: Date.now() - before });
    line('open-profile', { nodes, own });
  }
}

/** Steps a second with and without charts and histograms, and with and without live faces, in alternating pairs. */
async function telemetry({ page }) {
  // A run that ends within the measurement would be compared with nothing.
  const lenet = template('lenet-digits');
  lenet.training.phases[0].epochs = 1000;
  await openDocument(page, lenet);
  await startTraining(page);
  const dock = page.getByRole('region', { name: 'Dock', exact: true }).first();
  const foldDock = async (watched) => {
    const name = watched ? 'Open the dock' : 'Fold the dock';
    const button = dock.getByRole('button', { name });
    if (await button.isVisible()) await button.click();
  };
  const showFaces = (watched) =>
    page.getByRole('radio', { name: watched ? 'Activations' : 'Structure' }).click();
  const speed = async () => {
    await page.waitForTimeout(600);
    const read = () => page.evaluate(() => [globalThis.trained, performance.now()]);
    const from = await read();
    await page.waitForTimeout(3000);
    const to = await read();
    return ((to[0] - from[0]) / (to[1] - from[1])) * 1000;
  };
  for (const [part, watch, rest] of [
    ['charts and histograms', foldDock, showFaces],
    ['faces', showFaces, foldDock],
  ]) {
    await rest(false);
    const ratios = [];
    for (let pair = 0; pair < 7; pair++) {
      const values = {};
      for (const watched of pair % 2 === 0 ? [true, false] : [false, true]) {
        await watch(watched);
        values[watched] = await speed();
      }
      ratios.push(values.true / values.false);
      line('telemetry-pair', {
        part,
        watched: round(values.true),
        unwatched: round(values.false),
      });
    }
    line('telemetry', { part, costPercent: round((1 - quantile(ratios, 0.5)) * 100) });
  }
}

const measurements = { drag, open, telemetry };
const chosen = process.argv.slice(2).filter((word) => word in measurements);
await ensureBuilt(['renderer']);
const { address, close } = await serve(0);
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
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
try {
  for (const name of chosen.length > 0 ? chosen : Object.keys(measurements)) {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    await observe(page);
    await page.goto(address);
    await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).waitFor();
    await page.getByRole('button', { name: 'WASM' }).waitFor({ timeout: 60_000 });
    await measurements[name]({ browser, page });
    await page.close();
  }
} finally {
  await browser.close();
  close();
}
