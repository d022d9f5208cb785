import * as tf from '@tensorflow/tfjs';
import { categoryEncoding as definition } from '../../../compiler/layers/category-encoding';
import { ownLayer } from './own-layer';

/** TensorFlow.js stops at two axes and throws at tokens out of range; here they are rows of zeros. */
export const categoryEncoding = ownLayer(definition, ({ numTokens, outputMode }) => ([x]) => {
  const tokens = x!.toInt();
  const isAlone = outputMode === 'oneHot' && x!.shape.at(-1) === 1;
  const rows = tf.oneHot(isAlone ? tokens.squeeze([-1]) : tokens, numTokens).toFloat();
  if (outputMode === 'oneHot') return rows;
  return outputMode === 'count' ? rows.sum(-2) : rows.max(-2);
});
