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

/** Mean and biased variance of each column of x [rows, channels]. */
function moments(x: tf.Tensor2D): [tf.Tensor1D, tf.Tensor1D] {
  if (tf.getKernel('NetloomMoments', tf.getBackend())) {
    return tf.engine().runKernel('NetloomMoments', { x }) as tf.Tensor[] as [
      tf.Tensor1D,
      tf.Tensor1D,
    ];
  }
  const scale = tf.scalar(1 / x.shape[0]);
  const mean = columnSums(x).mul(scale) as tf.Tensor1D;
  const variance = columnSums(x.sub(mean).square()).mul(scale) as tf.Tensor1D;
  return [mean, variance];
}

/** `x · scale + shift` by column. */
function affine(x: tf.Tensor, scale: tf.Tensor, shift: tf.Tensor): tf.Tensor {
  return runOwn('NetloomAffine', { x, scale, shift }, {}, () => x.mul(scale).add(shift));
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
  const scale = gamma ?? tf.ones([channels]);
  const shift = beta ?? tf.zeros([channels]);
  let statistics: [tf.Tensor1D, tf.Tensor1D] | undefined;
  const normalize = tf.customGrad((input, weight, offset, save) => {
    const [a, g, b] = [input as tf.Tensor2D, weight as tf.Tensor, offset as tf.Tensor];
    const [mean, variance] = moments(a);
    const inverse = variance.add(epsilon).rsqrt();
    const slope = inverse.mul(g);
    statistics = [tf.keep(mean.clone()), tf.keep(variance.clone())];
    (save as tf.GradSaveFunc)([a, mean, inverse, g]);
    return {
      value: affine(a, slope, b.sub(mean.mul(slope))),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => batchNormGradient(dy, saved),
    };
  });
  const y = normalize(matrix, scale, shift).reshape(x.shape);
  // Kept past customGrad's own scope; tracked again here so that the caller's tidy disposes them.
  const [mean, variance] = statistics!.map((kept) => {
    const tracked = kept.clone();
    kept.dispose();
    return tracked;
  }) as [tf.Tensor1D, tf.Tensor1D];
  return { y, mean, variance };
}

/** dx = γσ⁻¹ (dy − mean(dy) − (x − μ) σ⁻² mean(dy (x − μ))): written as dy · a + x · b + d by column. */
function batchNormGradient(dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor[] {
  const [x, mean, inverse, gamma] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const [sumDy, sumDyX] = normSums(dy, x, mean);
  const rows = tf.scalar(1 / x.shape[0]!);
  const a = gamma.mul(inverse);
  const b = a.mul(inverse.square()).mul(sumDyX).mul(rows).neg();
  const d = a.mul(sumDy).mul(rows).add(b.mul(mean)).neg();
  const dx = runOwn('NetloomNormGradient', { dy, x, a, b, d }, {}, () =>
    dy.mul(a).add(x.mul(b)).add(d),
  );
  return [dx, sumDyX.mul(inverse), sumDy];
}

/** Σ dy and Σ dy (x − mean) of each column. */
function normSums(dy: tf.Tensor, x: tf.Tensor, mean: tf.Tensor): [tf.Tensor, tf.Tensor] {
  if (tf.getKernel('NetloomNormSums', tf.getBackend())) {
    return tf.engine().runKernel('NetloomNormSums', { dy, x, mean }) as tf.Tensor[] as [
      tf.Tensor,
      tf.Tensor,
    ];
  }
  return [columnSums(dy), columnSums(dy.mul(x.sub(mean)))];
}

/** Layer normalisation over the last axis: y = (x − μ) / √(σ² + epsilon) · gamma + beta. */
export function layerNorm(
  x: tf.Tensor,
  gamma: tf.Tensor | null,
  beta: tf.Tensor | null,
  epsilon: number,
): tf.Tensor {
  const features = x.shape.at(-1)!;
  const scale = gamma ?? tf.ones([features]);
  const shift = beta ?? tf.zeros([features]);
  return tf.customGrad((input, weight, offset, save) => {
    const [a, g, b] = [input as tf.Tensor, weight as tf.Tensor, offset as tf.Tensor];
    const centered = a.sub(a.mean(-1, true));
    const inverse = centered.square().mean(-1, true).add(epsilon).rsqrt();
    const normal = centered.mul(inverse);
    (save as tf.GradSaveFunc)([normal, inverse, g]);
    return {
      value: affine(normal, g, b),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [n, i, w] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
        const upstream = dy.mul(w);
        const along = upstream.mul(n).mean(-1, true);
        const dx = upstream.sub(upstream.mean(-1, true)).sub(n.mul(along)).mul(i);
        return [dx, columnSums(dy.mul(n)), columnSums(dy)];
      },
    };
  })(x, scale, shift);
}
