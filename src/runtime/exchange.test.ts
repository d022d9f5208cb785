import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { exporters } from '../compiler/exporters/all';
import { exampleDocument } from '../compiler/testing/example';
import { firstValues } from './build';
import { encodeFiles } from './containers/encode';
import { joined } from './containers/parts';
import { exchange } from './exchange';
import type { FromExchange, ToExchange } from './exchange-protocol';
import { exportedProgram } from './export';
import { testHost } from './testing/host';
import { template } from './testing/template';
import { useWasm } from './testing/wasm';

beforeAll(useWasm);

const classes = async () => '// classes';

const answer = async (message: ToExchange, ownLayers = classes): Promise<FromExchange> =>
  (await allSent(message, ownLayers)).at(-1)!;

async function allSent(message: ToExchange, ownLayers = classes): Promise<FromExchange[]> {
  const sent: FromExchange[] = [];
  await exchange(
    message,
    { host: testHost(), ownLayers, pageScript: ownLayers, draw },
    (each) => void sent.push(each),
  );
  return sent;
}

/** The smallest PNG: one transparent pixel. */
const draw = async () =>
  new Uint8Array(
    await sharp({ create: { width: 1, height: 1, channels: 4, background: '#0000' } })
      .png()
      .toBuffer(),
  );

const gru = exampleDocument('GRU', { config: { units: 2 }, inputs: [[3, 2]], output: [2] });
const toTypeScript = { type: 'export', document: gru, exporter: 'typescript' } as const;

it('says what is wrong with a file in the words of its format', async () => {
  const file = { name: 'net.onnx', bytes: Uint8Array.of(1, 2, 3) };
  const result = await answer({ type: 'import', file, beside: [] });
  expect(result).toMatchObject({
    type: 'failed',
    message: expect.stringMatching(/^The ONNX file/),
  });
});

it('does not put a fault of its own as one of the document', async () => {
  const result = await answer(toTypeScript, () => Promise.reject(new Error('x is undefined')));
  expect(result).toMatchObject({ message: expect.stringMatching(/^Netloom itself failed.*x is/) });
});

it('packs the layer classes that a source imports', async () => {
  const result = await answer(toTypeScript);
  expect(result).toMatchObject({ files: expect.arrayContaining(['netloom-layers.js']) });
});

it('packs a picture as SVG and as PNG', async () => {
  const result = await answer({ type: 'export', document: gru, exporter: 'picture' });
  expect(result).toMatchObject({
    files: expect.arrayContaining(['network.svg', 'network.png']),
    passport: { passed: null },
  });
});

it('compares a model that comes in with the file itself', async () => {
  const model = new Uint8Array(
    await readFile(new URL('testing/models/picture.keras', import.meta.url)),
  );
  const file = { name: 'picture.keras', bytes: model };
  const result = await answer({ type: 'import', file, beside: [] });
  expect(result).toMatchObject({
    type: 'imported',
    report: { passport: { passed: null, reason: expect.stringMatching(/^Keras runs in Python/) } },
  });
});

it('runs the layers model that comes in beside the document that it becomes', async () => {
  const files = new Map<string, Uint8Array>();
  const program = exportedProgram(gru);
  const weights = new Map(firstValues(program, { seed: 3 }));
  const written = exporters.get('tfjs')!.files({ document: gru, program, weights });
  for await (const [name, parts] of encodeFiles(written)) files.set(name, joined(parts));
  const [file, ...beside] = [...files].map(([name, bytes]) => ({ name, bytes }));
  const result = await answer({ type: 'import', file: file!, beside });
  expect(result).toMatchObject({
    report: { passport: { runtime: expect.stringMatching(/^tfjs/), passed: true } },
  });
});

it.each(['tfjs', 'onnx', 'pytorch', 'keras', 'web-page'])(
  'tells how much of the weights is written to %s, up to all of them',
  async (exporter) => {
    const sent = await allSent({ type: 'export', document: gru, exporter });
    const percents = sent.flatMap((each) => (each.type === 'stage' ? (each.percent ?? []) : []));
    expect(percents).toEqual([33, 66, 100]);
  },
);

it.each(['float16', 'int8'] as const)(
  'runs the model of a web page with weights of %s and says how far it is from the studio',
  async (quantization) => {
    const result = await answer({
      ...{ type: 'export', document: template('mlp-iris'), exporter: 'web-page' },
      quantization,
    });
    expect(result).toMatchObject({
      passport: {
        ...{ quantization, runtime: expect.stringMatching(/^tfjs/), passed: true },
        accuracy: { before: expect.any(Number), after: expect.any(Number) },
        maxDifference: expect.toSatisfy((value: number) => value > 0 && value < 0.1),
      },
    });
  },
);
