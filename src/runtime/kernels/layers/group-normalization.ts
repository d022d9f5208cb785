import * as tf from '@tensorflow/tfjs';
import { groupNormalization as definition } from '../../../compiler/layers/group-normalization';
import { columnSums } from '../own';
import { indexOf } from './axes';
import { ownLayer } from './own-layer';

/** Wu and He, 2018. */
export const groupNormalization = ownLayer(definition, (config) => ([x], pass) => {
  const axis = indexOf(config.axis, x!.rank);
  const isLast = axis === x!.rank - 1;
  const order = x!.shape.map((_, i) => i).filter((i) => i !== axis);
  order.push(axis);
  const moved = isLast ? x! : x!.transpose(order);
  const channels = moved.shape.at(-1)!;
  const gamma = config.scale ? pass.weight('gamma') : tf.ones([channels]);
  const beta = config.center ? pass.weight('beta') : tf.zeros([channels]);
  const groups = config.groups < 0 ? channels : config.groups;
  const rows = moved.reshape([moved.shape[0]!, -1, channels]) as tf.Tensor3D;
  const y = groupNorm(rows, gamma, beta, { groups, epsilon: config.epsilon }).reshape(moved.shape);
  return isLast ? y : y.transpose(order.map((_, i) => order.indexOf(i)));
});

interface Grouping {
  readonly groups: number;
  readonly epsilon: number;
}

/** Over x [batch, positions, channels]; statistics never take the shape of x apart, so nothing is transposed. */
function groupNorm(
  x: tf.Tensor3D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  { groups, epsilon }: Grouping,
): tf.Tensor {
  return tf.customGrad((input, factor, offset, save) => {
    const [a, g, b] = [input as tf.Tensor3D, factor as tf.Tensor, offset as tf.Tensor];
    const centered = a.sub(groupMeans(a, groups)) as tf.Tensor3D;
    const inverse = groupMeans(centered.square(), groups).add(epsilon).rsqrt();
    const normal = centered.mul(inverse);
    (save as tf.GradSaveFunc)([normal, inverse, g]);
    return {
      value: normal.mul(g).add(b),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [n, i, w] = saved as [tf.Tensor3D, tf.Tensor, tf.Tensor];
        const upstream = dy.mul(w) as tf.Tensor3D;
        const along = groupMeans(upstream.mul(n) as tf.Tensor3D, groups);
        const dx = upstream.sub(groupMeans(upstream, groups)).sub(n.mul(along)).mul(i);
        return [dx, columnSums(dy.mul(n)), columnSums(dy)];
      },
    };
  })(x, gamma, beta);
}

/** The mean of its group for every sample and channel of x [batch, positions, channels], as [batch, 1, channels]. */
function groupMeans(x: tf.Tensor3D, groups: number): tf.Tensor {
  const [batch, positions, channels] = x.shape;
  const size = channels / groups;
  // A product sums over the positions without the transposition that a mean over a middle axis takes.
  const sums = tf.matMul(tf.ones([batch, 1, positions]), x).reshape([batch, groups, size]);
  const means = sums.sum(-1, true).mul(1 / (positions * size));
  return means.tile([1, 1, size]).reshape([batch, 1, channels]);
}
