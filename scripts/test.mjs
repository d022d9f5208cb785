/**
 * `npm test`: checks, unit and contract tests, then the journeys in a real browser.
 * `--long` runs what takes longer instead; `--only checks|unit|journeys` runs one part.
 * The last line counts every check and test: `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { runChecks } from './check.mjs';
import { ensureChromium } from './chromium.mjs';
import { bin, root, runNode } from './run.mjs';

const { values } = parseArgs({
  options: { long: { type: 'boolean' }, only: { type: 'string' } },
});
const reports = path.join(root, '.cache/reports');
mkdirSync(reports, { recursive: true });

const count = { passed: 0, failed: 0, skipped: 0 };
const add = (passed, failed, skipped = 0) => {
  count.passed += passed;
  count.failed += failed;
  count.skipped += skipped;
};

async function checks() {
  const results = await runChecks();
  const passed = results.filter((result) => result.passed).length;
  add(passed, results.length - passed);
}

/** A runner that dies before it wrote its report counts as one failure. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function unit() {
  await ensureBuilt(['layers', 'page']);
  const report = path.join(reports, 'unit.json');
  rmSync(report, { force: true });
  const seed = values.long ? String(Date.now() % 2 ** 31) : undefined;
  if (seed) console.log(`Property tests draw more, from NETLOOM_SEED=${seed}.`);
  const { code } = await runNode(
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { env: seed ? { NETLOOM_SEED: seed, NETLOOM_LONG: '1' } : {} },
  );
  const result = readReport(report);
  if (!result) return add(0, 1);
  const failed = result.numFailedTests + (code !== 0 && result.numFailedTests === 0 ? 1 : 0);
  add(result.numPassedTests, failed, result.numPendingTests);
}

/** The built scripts stay within the sizes of .size-limit.cjs. */
async function sizes() {
  const { code, text } = await runNode(bin('size-limit'), [], { capture: true });
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  check: sizes of the built scripts`);
  if (code !== 0) console.log(text.trimEnd());
  add(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

async function journeys() {
  const chromium = await ensureChromium();
  await ensureBuilt(['renderer', 'cli', 'desktop']);
  await sizes();
  const report = path.join(reports, 'journeys.json');
  rmSync(report, { force: true });
  const { code } = await runNode(
    bin('@playwright/test', 'playwright'),
    ['test', '--pass-with-no-tests', values.long ? '--grep' : '--grep-invert', '@long'],
    { env: { PLAYWRIGHT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
  );
  const stats = readReport(report)?.stats;
  if (!stats) return add(0, 1);
  const failed = stats.unexpected + (code !== 0 && stats.unexpected === 0 ? 1 : 0);
  add(stats.expected + stats.flaky, failed, stats.skipped);
}

const parts = { checks, unit, journeys };
const chosen = values.only
  ? [values.only]
  : values.long
    ? ['unit', 'journeys']
    : Object.keys(parts);
for (const name of chosen) {
  if (!(name in parts)) {
    console.error(`--only takes ${Object.keys(parts).join(', ')}; it received ${name}.`);
    process.exit(2);
  }
  await parts[name]().catch((error) => {
    console.error(error.message);
    add(0, 1);
  });
}
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
console.log(`${count.passed} passed, ${count.failed} failed${skipped}`);
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);
