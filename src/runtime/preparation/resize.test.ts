import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../dataset';
import { resize } from './resize';

function resized(column: Column, size: readonly [number, number], count = 1): number[] {
  const about = { classes: undefined, features: undefined, fitted: undefined };
  return [...resize.run({ size, method: 'area' }, { column, count, ...about }).values];
}

describe('Resize', () => {
  const bytes = fc.uint8Array({ minLength: 35 * 2, maxLength: 35 * 2 });
  const sides = fc.tuple(fc.integer({ min: 5, max: 17 }), fc.integer({ min: 7, max: 17 }));

  it('enlarges as tf.image.resizeBilinear does between half-pixel centres', () => {
    fc.assert(
      fc.property(bytes, sides, (picture, size) => {
        const column = { shape: [5, 7, 2], values: Float32Array.from(picture) };
        const expected = tf.tidy(() => {
          const x = tf.tensor3d([...picture], [5, 7, 2]);
          return tf.image.resizeBilinear(x, size, false, true).dataSync();
        });
        for (const [i, value] of resized(column, size).entries()) {
          expect(value).toBeCloseTo(expected[i]!, 3);
        }
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it('averages along the axis that shrinks and blends along the one that grows', () => {
    const column = { shape: [2, 2, 1], values: Float32Array.of(0, 100, 20, 120) };
    expect(resized(column, [1, 4])).toEqual([10, 35, 85, 110]);
  });

  it('keeps the pictures of every sample apart, and what has the size already as it is', () => {
    const column = { shape: [2, 2, 1], values: Uint8Array.of(0, 0, 0, 0, 200, 200, 200, 200) };
    const larger = [...new Array(9).fill(0), ...new Array(9).fill(200)];
    expect(resized(column, [3, 3], 2)).toEqual(larger);
    expect(resized(column, [2, 2], 2)).toEqual([...column.values]);
  });
});
