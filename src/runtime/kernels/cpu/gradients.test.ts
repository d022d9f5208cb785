import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerCpuGradients } from './gradients';

const names = ['Conv2DBackpropFilter', 'Conv2DBackpropInput', 'MaxPoolGrad'] as const;
const stock = new Map(names.map((name) => [name, tf.getKernel(name, 'cpu')]));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function useStock(): void {
  for (const name of names) {
    tf.unregisterKernel(name, 'cpu');
    tf.registerKernel(stock.get(name)!);
  }
}

const geometry = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 5, max: 9 }),
  width: fc.integer({ min: 5, max: 9 }),
  channels: fc.integer({ min: 1, max: 4 }),
  filters: fc.integer({ min: 1, max: 4 }),
  size: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
  seed: fc.nat(1000),
});
type Geometry = typeof geometry extends fc.Arbitrary<infer G> ? G : never;

const wave = (shape: number[], seed: number): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) =>
      Math.sin(i * 12.9898 + seed * 78.233),
    ),
    shape,
  );

/** All gradients of the sum of squares of a pooled convolution, flat. */
function gradients(g: Geometry): Float32Array {
  return tf.tidy(() => {
    const x = wave([g.batch, g.height, g.width, g.channels], g.seed) as tf.Tensor4D;
    const filter = wave([g.size, g.size, g.channels, g.filters], g.seed + 1) as tf.Tensor4D;
    const loss = (input: tf.Tensor4D, kernel: tf.Tensor4D) =>
      tf
        .maxPool(tf.conv2d(input, kernel, g.stride, g.pad), 2, 2, 'same')
        .square()
        .sum();
    const parts = tf.grads(loss as (...tensors: tf.Tensor[]) => tf.Tensor)([x, filter]);
    return tf.concat(parts.map((part) => part.flatten())).dataSync() as Float32Array;
  });
}

describe('gradients on cpu', () => {
  it('agree with the stock kernels over generated geometries', () => {
    fc.assert(
      fc.property(geometry, (g) => {
        useStock();
        const reference = gradients(g);
        registerCpuGradients();
        const own = gradients(g);
        expect(own.length).toBe(reference.length);
        own.forEach((value, i) => {
          const wanted = reference[i]!;
          expect(Math.abs(value - wanted) / (1 + Math.abs(wanted))).toBeLessThan(1e-5);
        });
      }),
      { numRuns: 150 },
    );
  });
});
