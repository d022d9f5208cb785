/** Normalisations with gradients of a handful of kernels; the stock ones tile and broadcast through dozens. */
import * as tf from '@tensorflow/tfjs';
import { columnSums, runOwn } from './own';

export interface NormalizedBatch {
  readonly y: tf.Tensor;
  /** [channels], without gradient: for the moving statistics. */
  readonly mean: tf.Tensor1D;
  /** [channels], biased as in Keras, without gradient. */
  readonly variance: tf.Tensor1D;
}

const row = (x: tf.Tensor, index: number): tf.Tensor1D =>
  x.slice([index, 0], [1, -1]).reshape([-1]) as tf.Tensor1D;

/** Mean and biased variance of each column of x [rows, channels], as [2, channels]. */
function statisticsOf(x: tf.Tensor2D): tf.Tensor {
  return runOwn('NetloomBatchStatistics', { x }, {}, () => {
    const scale = tf.scalar(1 / x.shape[0]);
    const mean = columnSums(x).mul(scale);
    const variance = columnSums(x.sub(mean).square()).mul(scale);
    return tf.stack([mean, variance]);
  });
}

/** (x − μ) / √(σ² + epsilon) · gamma + beta. */
function normalize(
  inputs: Record<'x' | 'statistics' | 'gamma' | 'beta', tf.Tensor>,
  epsilon: number,
): tf.Tensor {
  const { x, statistics, gamma, beta } = inputs;
  return runOwn('NetloomBatchNormalize', inputs, { epsilon }, () => {
    const slope = row(statistics, 1).add(epsilon).rsqrt().mul(gamma);
    return x.mul(slope).add(beta.sub(row(statistics, 0).mul(slope)));
  });
}

/**
 * Batch normalisation in training: by the batch's own statistics over all axes but the last.
 *
 * @param x - [..., channels].
 * @param gamma - Scale [channels], or `null` for 1.
 * @param beta - Offset [channels], or `null` for 0.
 */
export function batchNormTrain(
  x: tf.Tensor,
  gamma: tf.Tensor | null,
  beta: tf.Tensor | null,
  epsilon: number,
): NormalizedBatch {
  const channels = x.shape.at(-1)!;
  const matrix = x.reshape([-1, channels]) as tf.Tensor2D;
  let kept: tf.Tensor | undefined;
  const run = tf.customGrad((input, weight, offset, save) => {
    const [a, g, b] = [input as tf.Tensor2D, weight as tf.Tensor, offset as tf.Tensor];
    const statistics = statisticsOf(a);
    kept = tf.keep(statistics.clone());
    (save as tf.GradSaveFunc)([a, statistics, g]);
    return {
      value: normalize({ x: a, statistics, gamma: g, beta: b }, epsilon),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => batchNormGradient(dy, saved, epsilon),
    };
  });
  const y = run(matrix, gamma ?? tf.ones([channels]), beta ?? tf.zeros([channels]));
  // Kept past customGrad's own scope; its rows are tracked again here, so that the caller's tidy disposes them.
  const [mean, variance] = [row(kept!, 0), row(kept!, 1)];
  kept!.dispose();
  return { y: y.reshape(x.shape), mean, variance };
}

/** dx = γσ⁻¹ (dy − mean(dy) − (x − μ) σ⁻² mean(dy (x − μ))), dγ = σ⁻¹ Σ dy (x − μ), dβ = Σ dy. */
function batchNormGradient(
  dy: tf.Tensor,
  saved: readonly tf.Tensor[],
  epsilon: number,
): tf.Tensor[] {
  const [x, statistics, gamma] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
  // [2, channels]: Σ dy and Σ dy (x − μ).
  const sums = runOwn('NetloomBatchNormSums', { dy, x, statistics }, {}, () =>
    tf.stack([columnSums(dy), columnSums(dy.mul(x.sub(row(statistics, 0))))]),
  );
  const inputs = { dy, x, statistics, sums, gamma };
  const dx = runOwn('NetloomBatchNormGradient', inputs, { epsilon }, () => {
    const inverse = row(statistics, 1).add(epsilon).rsqrt();
    const share = tf.scalar(1 / x.shape[0]!);
    const a = gamma.mul(inverse);
    const b = a.mul(inverse.square()).mul(row(sums, 1)).mul(share).neg();
    const d = a
      .mul(row(sums, 0))
      .mul(share)
      .add(b.mul(row(statistics, 0)))
      .neg();
    return dy.mul(a).add(x.mul(b)).add(d);
  });
  const dGamma = runOwn('NetloomBatchNormScaleGradient', { sums, statistics }, { epsilon }, () =>
    row(sums, 1).mul(row(statistics, 1).add(epsilon).rsqrt()),
  );
  return [dx, dGamma, row(sums, 0)];
}

/** Layer normalisation over the last axis: y = (x − μ) / √(σ² + epsilon) · gamma + beta. */
export function layerNorm(
  x: tf.Tensor,
  gamma: tf.Tensor | null,
  beta: tf.Tensor | null,
  epsilon: number,
): tf.Tensor {
  const features = x.shape.at(-1)!;
  return tf.customGrad((input, weight, offset, save) => {
    const [a, g, b] = [input as tf.Tensor, weight as tf.Tensor, offset as tf.Tensor];
    const centered = a.sub(a.mean(-1, true));
    const inverse = centered.square().mean(-1, true).add(epsilon).rsqrt();
    const normal = centered.mul(inverse);
    (save as tf.GradSaveFunc)([normal, inverse, g]);
    return {
      value: normal.mul(g).add(b),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [n, i, w] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
        const upstream = dy.mul(w);
        const along = upstream.mul(n).mean(-1, true);
        const dx = upstream.sub(upstream.mean(-1, true)).sub(n.mul(along)).mul(i);
        return [dx, columnSums(dy.mul(n)), columnSums(dy)];
      },
    };
  })(x, gamma ?? tf.ones([features]), beta ?? tf.zeros([features]));
}
