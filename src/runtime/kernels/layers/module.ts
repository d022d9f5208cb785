/** Entry of the module that an export to TensorFlow.js brings along: importing it registers every class. */
import * as tf from '@tensorflow/tfjs';
import type { Program } from '../../../compiler/program';
import { isOwnClass } from './all';

/** TensorFlow.js calls it `gelu_new`, which its own JSON reader turns into `geluNew` and then does not know. */
class GeluNew extends tf.serialization.Serializable {
  static className = 'geluNew';
  override getConfig() {
    return {};
  }
  apply(x: tf.Tensor): tf.Tensor {
    const cubed = tf.mul(0.044715, tf.pow(x, 3));
    const inner = tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, cubed)));
    return tf.mul(0.5, tf.mul(x, tf.add(1, inner)));
  }
}
tf.serialization.registerClass(GeluNew);

/** Whether plain TensorFlow.js cannot load the program. */
export function needsOwnLayers({ calls }: Program): boolean {
  return calls.some(
    ({ className, config }) => config.activation === 'geluNew' || isOwnClass(className ?? ''),
  );
}
