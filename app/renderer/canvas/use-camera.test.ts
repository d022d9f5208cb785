import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import lenet from '../../../templates/lenet-digits.json';
import { sceneOf } from '../testing/scene';
import { Adapter } from './adapter';
import { rectOf } from './edges/lane';
import { openingViewport } from './use-camera';
import { nextLevel } from './zoom-level';

const document = lenet as unknown as Document; // JSON modules widen literal types

const cards = new Adapter().nodes(sceneOf(document, { faces: 'activations' }), new Map());

describe('the camera when a document opens', () => {
  // What is left of a window of this size by palette, inspector and dock.
  it.each([
    [1600, 1056, 612],
    [1280, 784, 612],
  ])('shows all of LeNet with its faces in a window %i wide', (_, width, height) => {
    const { x, zoom } = openingViewport(cards.map(rectOf), width, height)!;
    expect(nextLevel('near', zoom)).toBe('near');
    for (const { position, data } of cards) {
      expect(x + position.x * zoom).toBeGreaterThanOrEqual(0);
      expect(x + (position.x + data.width) * zoom).toBeLessThanOrEqual(width);
    }
  });
});
