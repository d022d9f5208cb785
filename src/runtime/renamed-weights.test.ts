import { describe, expect, it } from 'vitest';
import { type Document, MAIN } from '../graph/document';
import { makeBlock, ungroup } from '../graph/edits/blocks';
import { setConfig } from '../graph/edits/nodes';
import { renameNode } from '../graph/edits/rename';
import type { StoredTensors } from './checkpoint';
import type { StoredTensor } from './containers/safetensors';
import { renamedWeights } from './renamed-weights';
import { lowerAll } from './setup';
import { template } from './testing/template';

/** Weights of a document as training left them: each one is told by its first value. */
function trained(document: Document): StoredTensors {
  const stored = new Map<string, StoredTensor>();
  for (const { network, calls } of lowerAll(document)) {
    for (const { id, weights } of calls) {
      for (const { name, shape } of weights) {
        const values = Float32Array.of(stored.size + 1);
        stored.set(`${network}.${id}.${name}`, { dtype: 'float32', shape: [...shape], values });
      }
    }
  }
  return stored;
}

/** First values in the order of computation. */
const told = (document: Document, weights: StoredTensors): (number | undefined)[] =>
  [...trained(document).keys()].map((name) => weights.get(name)?.values[0]);

const lenet = template('lenet-digits');
const grouped = makeBlock(lenet, MAIN, ['conv2', 'pool2', 'flatten', 'fc1'], 'block');
const at = { network: MAIN, node: 'block' };

describe('trained weights after an edit', () => {
  it.each([
    ['grouping', lenet, grouped],
    ['ungrouping', grouped, ungroup(grouped, at)],
    ['renaming', lenet, renameNode(lenet, { network: MAIN, node: 'conv1' }, 'first')],
  ])('survive %s, each in its place', (_, before, after) => {
    const kept = trained(before);
    expect(told(after, renamedWeights(kept, lowerAll(after)))).toEqual(told(before, kept));
  });

  it('survive taking a repeated block apart, copy by copy', () => {
    const block = makeBlock(lenet, MAIN, ['fc1', 'fc2'], 'block');
    const twice = setConfig(block, at, 'repeat', 2);
    const apart = ungroup(twice, at);
    const kept = trained(twice);
    expect(told(apart, renamedWeights(kept, lowerAll(apart)))).toEqual(told(twice, kept));
  });

  it('do not reach a document that only has the same shapes', () => {
    const ids = ['conv1', 'conv2', 'fc1', 'fc2', 'logits'];
    const other = ids.reduce(
      (document, id) => renameNode(document, { network: MAIN, node: id }, `other_${id}`),
      lenet,
    );
    const kept = trained(lenet);
    expect(renamedWeights(kept, lowerAll(other))).toEqual(kept);
  });
});
