import { describe, expect, it } from 'vitest';
import { check } from '../../../../src/compiler/check';
import { datasetOf } from '../../../../src/compiler/dataset-of';
import type { Document } from '../../../../src/graph/document';
import { setConfig } from '../../../../src/graph/edits/nodes';
import { PREPARATION } from '../../../../src/graph/network';
import lenet from '../../../../templates/lenet-digits.json';
import pairs from '../../../../templates/siamese-digits.json';
import { world } from '../../stores/world';
import { plainWords, sceneOf } from '../../testing/scene';
import { Adapter } from '../adapter';
import { rectOf } from '../edges/lane';
import { rectsOf, waysOf } from './ways';

const document = lenet as unknown as Document; // JSON modules widen literal types

function waysIn(shown: Document) {
  const cards = new Adapter().nodes(sceneOf(shown), new Map());
  const { data } = shown;
  const spec = datasetOf(data, world)!;
  const { problems } = check(shown, world);
  const ways = waysOf(cards, { data: data!, spec, network: 'main', problems, t: plainWords });
  return { cards, ways };
}

describe('the ways of the data', () => {
  it('lead from every column to the card that it feeds, with the shapes on the way', () => {
    const { ways } = waysIn(document);
    const drawn = ways.map(({ card, towards, stops }) => [
      card,
      towards,
      ...stops.map(({ title, line, shape }) => `${title} | ${line} | ${shape}`),
    ]);
    expect(drawn).toEqual([
      ['input', 'right', 'sample | digits | 28×28×1', 'Scale | × 0.003922 | 28×28×1'],
      ['digit', 'left', 'target | digits | 1', 'OneHot |  | 10'],
    ]);
  });

  it('cover no card, and run beside the card in the order of the data', () => {
    const { cards, ways } = waysIn(document);
    const overlap = rectsOf(ways).some((a) =>
      cards
        .map(rectOf)
        .some(
          (b) =>
            a.x < b.x + b.width &&
            b.x < a.x + a.width &&
            a.y < b.y + b.height &&
            b.y < a.y + a.height,
        ),
    );
    expect(overlap).toBe(false);
    for (const { towards, stops } of ways) {
      const xs = stops.map(({ rect }) => rect.x);
      const sorted = [...xs].sort((a, b) => (towards === 'right' ? a - b : b - a));
      expect(xs).toEqual(sorted);
    }
  });

  it('are one for each of several Inputs, and none for a node of another network', () => {
    const siamese = pairs as unknown as Document;
    const sides = waysIn(siamese).ways.map(({ towards }) => towards);
    expect(sides.sort()).toEqual(['left', 'right', 'right']);
    const feed = { network: PREPARATION, node: 'to-input' };
    const { ways } = waysIn(setConfig(document, feed, 'network', 'elsewhere'));
    expect(ways.map(({ card }) => card)).toEqual(['digit']);
  });

  it('say what is wrong with a step', () => {
    const broken = setConfig(document, { network: PREPARATION, node: 'sample' }, 'column', 'gone');
    const { ways } = waysIn(broken);
    expect(ways[0]!.stops[0]!.problem?.code).toBe('unknown-column');
    expect(ways[0]!.stops[1]!.shape).toBe('?');
  });
});
