import * as tf from '@tensorflow/tfjs';
import { weightedSum as definition } from '../../../compiler/layers/weighted-sum';
import { ownLayer } from './own-layer';

export const weightedSum = ownLayer(definition, () => (inputs, pass) => {
  const shares = tf.split(tf.softmax(pass.weight('importance')), inputs.length);
  return inputs.map((x, i) => x.mul(shares[i]!)).reduce((a, b) => tf.add(a, b));
});
