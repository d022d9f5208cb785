import * as tf from '@tensorflow/tfjs';
import { categoryEncoding as definition } from '../../../compiler/layers/category-encoding';
import { ownLayer } from './own-layer';

/** TensorFlow.js stops at two axes and throws at tokens out of range; here they are rows of zeros. */
export const categoryEncoding = ownLayer(definition, ({ numTokens, outputMode }) => ([x]) => {
  const tokens = x!.toInt();
  const isAlone = outputMode === 'oneHot' && x!.shape.at(-1) === 1;
  const places = tf.range(0, numTokens, 1, 'int32');
  // `oneHot` wants two tokens or more.
  const rows = (isAlone ? tokens : tokens.expandDims(-1)).equal(places).toFloat();
  if (outputMode === 'oneHot') return rows;
  return outputMode === 'count' ? rows.sum(-2) : rows.max(-2);
});
