import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { moveNodes } from '../../../src/graph/edits/nodes';
import resnet from '../../../templates/resnet8-digits.json';
import { sceneOf } from '../testing/scene';
import { Adapter } from './adapter';
import { movingTo } from './moving';

const document = resnet as unknown as Document; // JSON modules widen literal types
const { nodes } = document.networks.main!;

function drawn(shown: Document) {
  const scene = sceneOf(shown);
  const adapter = new Adapter();
  const cards = adapter.nodes(scene, new Map());
  return { cards, edges: adapter.edges(scene, cards), network: scene.network };
}

const place = fc.record({
  x: fc.integer({ min: -500, max: 3000 }),
  y: fc.integer({ min: -500, max: 1500 }),
});

describe('cards on their way', () => {
  it('are drawn with their edges as they will be where they are dropped', () => {
    const { cards, network } = drawn(document);
    const chosen = fc.dictionary(fc.constantFrom(...nodes.map(({ id }) => id)), place, {
      minKeys: 1,
      maxKeys: 4,
    });
    fc.assert(
      fc.property(chosen, (places) => {
        const positions = new Map(Object.entries(places));
        const { offsets, wires } = movingTo(network, cards, positions);
        const dropped = drawn(moveNodes(document, 'main', positions));
        for (const card of dropped.cards) {
          const before = cards.find(({ id }) => id === card.id)!.position;
          const offset = offsets.get(card.id) ?? { x: 0, y: 0 };
          expect({ x: before.x + offset.x, y: before.y + offset.y }).toEqual(card.position);
        }
        for (const { id, source, target, data } of dropped.edges) {
          const moves = positions.has(source) || positions.has(target);
          expect(wires.has(id)).toBe(moves);
          if (moves) expect(wires.get(id)!.lane).toBe(data!.lane);
        }
      }),
      { numRuns: 60 },
    );
  });
});
