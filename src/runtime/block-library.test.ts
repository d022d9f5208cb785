/** The blocks that ship: each is a document whose `main` places the block once, as an example that trains. */
import { readdirSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../compiler/check';
import { inferNetwork } from '../compiler/infer';
import { copy, paste } from '../graph/clipboard';
import { type Document, MAIN, NETWORK_KIND } from '../graph/document';
import { parse, serialise } from '../graph/serialise';
import { buildModel } from './build';
import { createRandom } from './random';
import { lowerAll } from './setup';
import { template } from './testing/template';
import { useWasm } from './testing/wasm';
import { world } from './world';

const folder = new URL('../../templates/blocks/', import.meta.url);
const ids = readdirSync(folder).map((name) => name.replace('.json', ''));

const textOf = (id: string): string => readFileSync(new URL(`${id}.json`, folder), 'utf8');

function load(id: string): Document {
  const parsed = parse(textOf(id));
  if (!parsed.ok) throw new Error(parsed.message);
  expect(parsed.defects).toEqual([]);
  return parsed.document;
}

const placementOf = (document: Document) =>
  document.networks[MAIN]!.nodes.find(({ kind }) => kind === NETWORK_KIND)!;

/** One pass of the example on noise. */
function pass(document: Document, run: (x: tf.Tensor, y: tf.Tensor) => void): void {
  const [program] = lowerAll(document);
  const model = buildModel(program!, { seed: 3 });
  const [input] = program!.inputs;
  const shape = program!.calls.find(({ id }) => id === input)!.outputShape as number[];
  const random = createRandom(4);
  const values = Float32Array.from({ length: 2 * shape.reduce((a, b) => a * b, 1) }, () =>
    random.normal(),
  );
  tf.tidy(() => {
    const x = tf.tensor(values, [2, ...shape]);
    const { output } = model.forward({ [input!]: x }, { training: false });
    run(x, output!);
    const train = (): tf.Scalar =>
      tf.sum(tf.square(model.forward({ [input!]: x }, { training: true }).output!)) as tf.Scalar;
    const variables = model.trainable.map((name) => model.variables.get(name)!);
    for (const gradient of Object.values(tf.variableGrads(train, variables).grads)) {
      expect(gradient.isFinite().all().dataSync()[0]).toBe(1);
    }
  });
  model.dispose();
}

beforeAll(useWasm);

describe('the block', () => {
  it.each(ids)('%s is named, described, stored as it is saved, and without problems', (id) => {
    const document = load(id);
    expect(serialise(document)).toBe(textOf(id));
    expect(document.about?.family).toBe('Blocks');
    expect(document.about?.description).toMatch(/^[A-Z].*\.$/);
    expect(placementOf(document).config).toEqual({ network: id });
    expect(check(document, world).problems).toEqual([]);
  });

  it.each(ids)('%s gives finite values and gradients', (id) => {
    pass(load(id), (_, y) => void expect(y.isFinite().all().dataSync()[0]).toBe(1));
  });

  it.each(ids)('%s goes into another document with everything that it places', (id) => {
    const block = load(id);
    const fragment = copy(block, MAIN, [placementOf(block).id]);
    const { document } = paste(template('mlp-iris'), MAIN, fragment, { x: 0, y: 0 });
    expect(document.networks[id]).toEqual(block.networks[id]);
  });

  // Hu et al., 2018, §3.3: 2 C² ÷ r, and here its biases; Radford et al.: 12 d² + 13 d; He et al., 2016, figure 5.
  it.each([
    ['squeeze-excite', (2 * 32 ** 2) / 16 + 2 + 32],
    ['transformer-encoder', 12 * 64 ** 2 + 13 * 64],
    ['transformer-decoder', 12 * 64 ** 2 + 13 * 64],
    ['bottleneck', 64 * 16 + 9 * 16 ** 2 + 16 * 64 + 4 * (16 + 16 + 64)],
  ])('%s has as many parameters as its paper says', (id, parameters) => {
    expect(inferNetwork(load(id), MAIN).totals.parameters).toBe(parameters);
  });

  it('convnext starts almost as if it were not there', () => {
    pass(load('convnext'), (x, y) => {
      expect(tf.max(tf.abs(tf.sub(x, y))).dataSync()[0]).toBeLessThan(1e-4);
    });
  });
});
