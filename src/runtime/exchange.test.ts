import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { exampleDocument } from '../compiler/testing/example';
import { exchange } from './exchange';
import type { FromExchange, ToExchange } from './exchange-protocol';
import { testHost } from './testing/host';
import { useWasm } from './testing/wasm';

beforeAll(useWasm);

async function answer(
  message: ToExchange,
  ownLayers = async () => '// classes',
): Promise<FromExchange> {
  const sent: FromExchange[] = [];
  await exchange(
    message,
    { host: testHost(), ownLayers, pageScript: ownLayers, draw },
    (each) => void sent.push(each),
  );
  return sent.at(-1)!;
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
