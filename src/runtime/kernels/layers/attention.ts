import * as tf from '@tensorflow/tfjs';
import { additiveAttention as additive } from '../../../compiler/layers/additive-attention';
import { attention as definition } from '../../../compiler/layers/attention';
import type { Pass, Run } from '../../forward';
import { keptOf, lookMask, paddingMask, sharesOf } from './attend';
import { ownLayer } from './own-layer';

export const attention = ownLayer(definition, (config) => {
  const { useScale, scoreMode } = config;
  if (scoreMode === 'dot') {
    return attending(config, (q, k, pass) => {
      const scores = tf.matMul(q, k, false, true);
      return useScale ? scores.mul(pass.weight('scale')) : scores;
    });
  }
  return attending(config, (q, k, pass) => {
    const sum = q.expandDims(2).add(k.expandDims(1));
    const bent = (useScale ? sum.mul(pass.weight('scale')) : sum).tanh();
    return bent.sum(-1).mul(pass.weight('concatScoreWeight'));
  });
});

export const additiveAttention = ownLayer(additive, (config) =>
  attending(config, (q, k, pass) => {
    const bent = q.expandDims(2).add(k.expandDims(1)).tanh();
    return (config.useScale ? bent.mul(pass.weight('scale')) : bent).sum(-1);
  }),
);

interface Config {
  readonly dropout: number;
  readonly useCausalMask: boolean;
  readonly returnAttentionScores: boolean;
}

/** Softmax attention whose scores [batch, queries, keys] are given. */
function attending(
  config: Config,
  scoresOf: (q: tf.Tensor, k: tf.Tensor, pass: Pass) => tf.Tensor,
): Run {
  return (inputs, pass) => {
    const [query, value] = inputs as [tf.Tensor, tf.Tensor];
    const key = inputs[2] ?? value;
    const [queries, keys] = [query.shape[1]!, key.shape[1]!];
    const look = lookMask(queries, keys, { causal: config.useCausalMask, window: null });
    const padding = paddingMask(null, [pass.masks?.[1]]);
    const mask = look && padding ? tf.minimum(look, padding) : (look ?? padding);
    const shares = sharesOf(scoresOf(query, key, pass), mask);
    const kept = keptOf(pass.training ? config.dropout : 0, shares.shape, pass.random);
    const ofQuery = pass.masks?.[0];
    const gathered = tf.matMul(kept ? shares.mul(kept) : shares, value);
    const y = ofQuery ? gathered.mul(ofQuery.toFloat().expandDims(-1)) : gathered;
    return config.returnAttentionScores ? [y, shares] : y;
  };
}
