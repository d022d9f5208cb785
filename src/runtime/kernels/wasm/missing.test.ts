import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerMissingKernels } from './missing';

beforeAll(async () => {
  await tf.setBackend('wasm');
  registerMissingKernels();
});

function values(size: number, seed: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233));
}

/** The same computation on both backends, read back. */
async function onBoth(compute: () => tf.Tensor): Promise<[Float32Array, Float32Array]> {
  const results: Float32Array[] = [];
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    const tensor = tf.tidy(compute);
    results.push((await tensor.data()) as Float32Array);
    tensor.dispose();
  }
  return results as [Float32Array, Float32Array];
}

function expectClose([reference, actual]: [Float32Array, Float32Array]): void {
  expect(actual.length).toBe(reference.length);
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    worst = Math.max(worst, Math.abs(actual[i]! - reference[i]!) / (1 + Math.abs(reference[i]!)));
  }
  expect(worst).toBeLessThan(1e-5);
}

const geometry = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 5, max: 9 }),
  width: fc.integer({ min: 5, max: 9 }),
  channels: fc.integer({ min: 1, max: 5 }),
  filters: fc.integer({ min: 1, max: 3 }),
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
  seed: fc.nat(1000),
});

/** Gradients of the sum of squares, so that the upstream gradient differs from pixel to pixel. */
function gradients(
  g: typeof geometry extends fc.Arbitrary<infer G> ? G : never,
  depthwise: boolean,
): tf.Tensor {
  const x = tf.tensor4d(values(g.batch * g.height * g.width * g.channels, g.seed), [
    g.batch,
    g.height,
    g.width,
    g.channels,
  ]);
  const shape: [number, number, number, number] = [g.kernel, g.kernel, g.channels, g.filters];
  const w = tf.tensor4d(
    values(
      shape.reduce((a, b) => a * b),
      g.seed + 1,
    ),
    shape,
  );
  const run = (input: tf.Tensor, filter: tf.Tensor) =>
    (depthwise
      ? tf.depthwiseConv2d(input as tf.Tensor4D, filter as tf.Tensor4D, g.stride, g.pad)
      : tf.conv2d(input as tf.Tensor4D, filter as tf.Tensor4D, g.stride, g.pad)
    )
      .square()
      .sum() as tf.Scalar;
  const [dx, dw] = tf.grads(run)([x, w]);
  return tf.concat([dx!.flatten(), dw!.flatten()]);
}

describe('the kernels that stock wasm lacks', () => {
  it('give the gradients of convolutions that stock cpu gives, for every geometry', async () => {
    await fc.assert(
      fc.asyncProperty(geometry, async (g) => {
        // Stock wasm's own forward pass is wrong where the stride exceeds the kernel; `pack.ts` mends it.
        const stride = Math.min(g.stride, g.kernel);
        expectClose(await onBoth(() => gradients({ ...g, stride }, false)));
      }),
      { numRuns: 40 },
    );
  });

  it('give the gradients of depthwise convolutions that stock cpu gives, for every geometry', async () => {
    await fc.assert(
      fc.asyncProperty(geometry, async (g) => {
        const stride = Math.min(g.stride, g.kernel);
        expectClose(await onBoth(() => gradients({ ...g, stride }, true)));
      }),
      { numRuns: 40 },
    );
  });

  it('sum the rows of an embedding gradient by token, ignoring tokens out of range', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -1, max: 6 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        async (ids, width) => {
          const sums = () =>
            tf.unsortedSegmentSum(
              tf.tensor2d(values(ids.length * width, 3), [ids.length, width]),
              tf.tensor1d(ids, 'int32'),
              6,
            );
          expectClose(await onBoth(sums));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leave nothing behind on the heap', async () => {
    await tf.setBackend('wasm');
    const before = tf.memory().numTensors;
    const g = { batch: 2, height: 6, width: 6, channels: 2, filters: 2, kernel: 3, stride: 1 };
    for (let i = 0; i < 5; i++) {
      tf.tidy(() => void gradients({ ...g, pad: 'same', seed: i }, i % 2 === 0));
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
