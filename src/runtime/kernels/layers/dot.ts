import * as tf from '@tensorflow/tfjs';
import { dot as definition } from '../../../compiler/layers/dot';
import { indexOf } from './axes';
import { ownLayer } from './own-layer';

/** Below this a squared length is taken for zero, as in Keras. */
const EPSILON = 1e-7;

const unit = (x: tf.Tensor): tf.Tensor => x.div(x.square().sum(-1, true).maximum(EPSILON).sqrt());

/** [batch, …, k, …] → [batch, rest, k], with the shape of the rest. */
function matrices(x: tf.Tensor, axis: number): [tf.Tensor3D, number[]] {
  const others = x.shape.map((_, i) => i).filter((i) => i !== 0 && i !== axis);
  const moved = x.transpose([0, ...others, axis]);
  const rest = moved.shape.slice(1, -1);
  return [moved.reshape([x.shape[0]!, -1, x.shape[axis]!]), rest];
}

/** TensorFlow.js stops at three axes and sums the wrong ones of inputs whose numbers of axes differ. */
export const dot = ownLayer(definition, ({ axes, normalize }) => ([a, b]) => {
  const [left, leftRest] = matrices(a!, indexOf(axes[0], a!.rank));
  const [right, rightRest] = matrices(b!, indexOf(axes[1], b!.rank));
  const [x, y] = normalize ? [unit(left), unit(right)] : [left, right];
  const rest = [...leftRest, ...rightRest];
  return tf.matMul(x, y, false, true).reshape([a!.shape[0]!, ...(rest.length > 0 ? rest : [1])]);
});
