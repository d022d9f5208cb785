/** Limits gradients on the device before the optimizer sees them. */
import * as tf from '@tensorflow/tfjs';
import type { ClippingId } from '../../compiler/training/clipping';
import type { Config } from '../../graph/document';

type Clip = (gradients: readonly tf.Tensor[], limit: number) => tf.Tensor[];

const squares = (g: tf.Tensor): tf.Tensor => tf.sum(tf.square(g));

const clips: Readonly<Record<ClippingId, Clip>> = {
  value: (gradients, limit) => gradients.map((g) => tf.clipByValue(g, -limit, limit)),
  norm: (gradients, limit) =>
    gradients.map((g) => tf.mul(g, tf.div(limit, tf.maximum(tf.sqrt(squares(g)), limit)))),
  globalNorm: (gradients, limit) => {
    const norm = tf.sqrt(tf.addN(gradients.map(squares)));
    const scale = tf.div(limit, tf.maximum(norm, limit));
    return gradients.map((g) => tf.mul(g, scale));
  },
};

/** The clipped gradients as new tensors, or the same ones where nothing is to be clipped. */
export function clipGradients(
  gradients: readonly tf.Tensor[],
  config: Config | null,
): readonly tf.Tensor[] {
  if (!config || gradients.length === 0) return gradients;
  const clip = Object.hasOwn(clips, String(config.id)) ? clips[config.id as ClippingId] : undefined;
  return clip && typeof config.limit === 'number' ? clip(gradients, config.limit) : gradients;
}
