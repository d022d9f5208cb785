/** The written page in Chromium, from disk and without network: what it shows is what the studio computes. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildModel } from '../../src/runtime/build';
import { exportedProgram } from '../../src/runtime/export';
import { referenceOf } from '../../src/runtime/passport-reference';
import { prepareData, prepareRaw } from '../../src/runtime/prepare';
import { drawnWeights } from '../../src/runtime/testing/drawn-weights';
import { testHost } from '../../src/runtime/testing/host';
import { template } from '../../src/runtime/testing/template';
import { useWasm } from '../../src/runtime/testing/wasm';
import { findChromium } from './browser';
import { exported } from './testing/export';

const executablePath = await findChromium();
let browser: Browser;

beforeAll(useWasm);
beforeAll(async () => {
  if (!executablePath) return;
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(() => browser?.close());

/** What the studio answers to one raw sample, with weights drawn as `exported` draws them. */
async function studioAnswer(id: string, raw: readonly number[] | readonly string[]) {
  const document = template(id);
  const program = exportedProgram(document);
  const { fitted } = await prepareData({ document, ...testHost(), keep: 1 });
  const [input] = program.inputs;
  const [output] = program.outputs;
  const weights = new Map(
    [...drawnWeights(program)].map(([name, { shape, values }]) => [
      name.slice(program.network.length + 1),
      { shape, values: Float32Array.from(values) },
    ]),
  );
  const model = buildModel(program, { seed: 0, weights });
  const inputs = prepareRaw(document, fitted, { [input!]: raw });
  const samples = { count: 1, source: 'data', inputs, classes: {} } as const;
  const values = await referenceOf(model, samples)(program.outputs);
  model.dispose();
  return { values: [...values[output!]!] };
}

/** Holds what the page shows after `give` to `check`, once the page has answered. */
async function withPage(
  id: string,
  give: (page: Page) => Promise<void>,
  check: (shown: readonly string[]) => void,
): Promise<void> {
  const result = await exported({
    document: template(id),
    to: 'web-page',
    look: async (folder) => {
      const context = await browser.newContext({ offline: true, locale: 'en-GB' });
      const page = await context.newPage();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      const address = pathToFileURL(path.join(folder, 'index.html')).href;
      await page.goto(address);
      await give(page);
      const answer = page.getByRole('region', { name: 'Answer' }).getByRole('listitem');
      await vi.waitFor(async () => check(await answer.allInnerTexts()), { timeout: 10_000 });
      expect(requests).toEqual([address]);
      await context.close();
    },
  });
  expect(result).toMatchObject({ passport: { passed: true } });
}

/** A line of a class ends in its share, shown to a tenth of a per cent. */
function expectShares(shown: readonly string[], expected: readonly number[]): void {
  const shares = shown.map((line) => Number.parseFloat(line.split(/\s+/).at(-1) ?? '') / 100);
  expect(shares.length).toBe(expected.length);
  for (const [i, share] of shares.entries()) {
    expect(Math.abs(share - expected[i]!)).toBeLessThan(6e-4);
  }
}

describe.skipIf(!executablePath)('a web page', () => {
  it('answers a picture of a digit with the probabilities of the classes', async () => {
    const pixels = Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
    const png = await sharp(Uint8Array.from(pixels), {
      raw: { width: 28, height: 28, channels: 1 },
    })
      .png()
      .toBuffer();
    const { values } = await studioAnswer('lenet-digits', pixels);
    expect(values.length).toBe(10);
    const file = { name: 'digit.png', mimeType: 'image/png', buffer: png };
    await withPage(
      'lenet-digits',
      (page) => page.locator('input[type=file]').setInputFiles(file),
      (shown) => expectShares(shown, values),
    );
  });

  it('answers a row of a table with a number in the units of the data', async () => {
    const row = [4, 140, 90, 2264, 15.5, 1971, 2];
    const { values } = await studioAnswer('cars', row);
    const give = async (page: Page): Promise<void> => {
      await page.getByLabel('origin').selectOption('USA');
      for (const [i, value] of row.slice(0, 6).entries()) {
        await page.getByRole('spinbutton').nth(i).fill(String(value));
      }
    };
    await withPage('cars', give, (shown) => {
      expect(Number(shown[0])).toBeCloseTo(values[0]!, 3);
    });
  });

  it('answers a text by the vocabulary that training learned', async () => {
    const mail = 'Free money, click here to claim your prize';
    const { values } = await studioAnswer('spam', [mail]);
    await withPage(
      'spam',
      (page) => page.getByRole('textbox').fill(mail),
      (shown) => expectShares(shown, [1 - values[0]!, values[0]!]),
    );
  });
});
