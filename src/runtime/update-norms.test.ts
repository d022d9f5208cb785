import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { createUpdateNorms } from './update-norms';

describe('the size of an update', () => {
  it('is the Euclidean norm of what a step changed, and leaves no tensor', async () => {
    const kernel = tf.variable(
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
    );
    const before = tf.memory().numTensors;
    const norms = createUpdateNorms();
    norms.before([['kernel', kernel]]);
    tf.tidy(() =>
      kernel.assign(
        tf.tensor2d([
          [1, 5],
          [3, 0],
        ]),
      ),
    );
    norms.after([['kernel', kernel]]);
    expect((await norms.read()).get('kernel')).toBeCloseTo(5, 6);
    expect((await norms.read()).size).toBe(0);
    norms.dispose();
    expect(tf.memory().numTensors).toBe(before);
    kernel.dispose();
  });
});
