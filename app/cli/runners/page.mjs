/**
 * Opens exported web pages in Chromium, from disk and without network, in a browser of its own: `node page.mjs JOB …`.
 * A JOB is what `app/cli/execute.ts` writes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../../../scripts/chromium.mjs';

/** Runs inside the page. */
async function valuesInPage({ inputs, layers }) {
  const decoded = (base64) =>
    new Float32Array(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)).buffer);
  const model = await window.netloomModel;
  if (!model) throw new Error('The page has no model.');
  const values = await model.values(
    inputs.map(({ base64 }) => decoded(base64)),
    inputs.map(({ shape }) => shape),
    layers,
  );
  return { outputs: values.map((each) => [...each]), backend: model.backend, tfjs: model.version };
}

async function run(browser, job) {
  const context = await browser.newContext({ offline: true });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.join(job.folder, 'index.html')).href);
    const inputs = job.inputs.map(({ file, shape }) => ({
      base64: readFileSync(file).toString('base64'),
      shape,
    }));
    const found = await page.evaluate(valuesInPage, { inputs, layers: job.layers });
    for (const [i, values] of found.outputs.entries()) {
      writeFileSync(job.outputs[i], new Uint8Array(Float32Array.from(values).buffer));
    }
    return { runtime: `Chromium ${browser.version()}, tfjs ${found.tfjs} (${found.backend})` };
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-gpu'],
});
try {
  for (const file of process.argv.slice(2)) {
    const job = JSON.parse(readFileSync(file, 'utf8'));
    const result = await run(browser, job).catch((error) => ({ error: error.message }));
    writeFileSync(job.result, JSON.stringify(result));
  }
} finally {
  await browser.close();
}
