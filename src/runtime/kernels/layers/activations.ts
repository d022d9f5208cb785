/** Activations that TensorFlow.js lacks, as classes that its models find by name. */
import * as tf from '@tensorflow/tfjs';
import { type ActivationId, activations } from '../../../compiler/fields';
import { activationOf } from '../../forward-activations';

const { classNameMap } = tf.serialization.SerializationMap.getMap();

/** Names that plain TensorFlow.js does not know; `gelu_new` it loses as `geluNew` while reading JSON. */
export const ownActivations: ReadonlySet<string> = new Set(
  activations.filter((name) => !Object.hasOwn(classNameMap, name)),
);

function classOf(name: ActivationId) {
  return class extends tf.serialization.Serializable {
    static className = name;
    override getConfig() {
      return {};
    }
    apply(x: tf.Tensor): tf.Tensor {
      return activationOf(name)(x);
    }
  };
}

for (const name of activations) {
  if (ownActivations.has(name)) tf.serialization.registerClass(classOf(name));
}
