/** Self and cross attention over any number of axes; every product is one matMul over all heads. */
import * as tf from '@tensorflow/tfjs';
import { attendedAxes, headsInFront } from '../../../compiler/attention-values';
import { multiHeadAttention as definition } from '../../../compiler/layers/multi-head-attention';
import type { ValuesOf } from '../../../compiler/params';
import type { Pass } from '../../forward';
import { fusedDense } from '../fused';
import { attend, keptOf, lookMask, paddingMask, sharesOf } from './attend';
import { ownLayer } from './own-layer';

type Config = ValuesOf<typeof definition.params>;

export const multiHeadAttention = ownLayer(definition, (config) => (inputs, pass) => {
  const query = inputs[0]!;
  const value = inputs[1] ?? query;
  const key = inputs[2] ?? value;
  const seen = attendedAxes(config.attentionAxes, query.rank);
  const [q, k, v] = [
    heads(project(query, 'query', config, pass), seen),
    heads(project(key, 'key', config, pass), seen),
    heads(project(value, 'value', config, pass), seen),
  ];
  const mask = maskOf(q.shape[2]!, k.shape[2]!, config, pass);
  const scoreShape = [...q.shape.slice(0, -1), k.shape[2]!];
  const kept = keptOf(pass.training ? config.dropout : 0, scoreShape, pass.random);
  const scale = 1 / Math.sqrt(config.keyDim);
  const finish = (y: tf.Tensor): tf.Tensor => {
    const size = config.valueDim ?? config.keyDim;
    const apart = together(y, [...query.shape.slice(0, -1), config.numHeads, size], seen);
    const gate = config.useGate ? project(query, 'gate', config, pass).sigmoid() : null;
    return output(gate ? apart.mul(gate) : apart, config, pass);
  };
  if (!config.returnAttentionScores) return finish(attend(q, k, v, { scale, mask, kept }));
  const shares = sharesOf(tf.matMul(q.mul(scale), k, false, true), mask);
  const along = (x: tf.Tensor): number[] => seen.map((axis) => x.shape[axis]!);
  const rest = query.shape.slice(0, -1).filter((_, axis) => !seen.includes(axis));
  const scores = shares.reshape([...rest, config.numHeads, ...along(query), ...along(value)]);
  return [finish(tf.matMul(kept ? shares.mul(kept) : shares, v)), scores];
});

/** x [..., features] to [..., heads, size]. */
function project(x: tf.Tensor, name: string, { useBias }: Config, pass: Pass): tf.Tensor {
  const kernel = pass.weight(`${name}Kernel`);
  const [features, count, size] = kernel.shape as [number, number, number];
  const bias = useBias ? pass.weight(`${name}Bias`).flatten() : null;
  const y = fusedDense(x, kernel.reshape([features, count * size]), bias, 'linear');
  return y.reshape([...x.shape.slice(0, -1), count, size]);
}

/** [batch, …, heads, size] to [rows, heads, positions, size]. */
function heads(x: tf.Tensor, seen: readonly number[]): tf.Tensor4D {
  const moved = x.transpose(headsInFront(x.rank, seen));
  const [count, size] = x.shape.slice(-2) as [number, number];
  const positions = seen.reduce((product, axis) => product * x.shape[axis]!, 1);
  return moved.reshape([-1, count, positions, size]) as tf.Tensor4D;
}

/** [rows, heads, positions, size] back to `shape`. */
function together(y: tf.Tensor, shape: readonly number[], seen: readonly number[]): tf.Tensor {
  const order = headsInFront(shape.length, seen);
  const moved = y.reshape(order.map((axis) => shape[axis]!));
  return moved.transpose(order.map((_, axis) => order.indexOf(axis)));
}

/** [..., heads, size] to [..., output shape]. */
function output(x: tf.Tensor, { useBias }: Config, pass: Pass): tf.Tensor {
  const kernel = pass.weight('outputKernel');
  const [count, size, ...sizes] = kernel.shape as [number, number, ...number[]];
  const bias = useBias ? pass.weight('outputBias').flatten() : null;
  const flat = x.reshape([...x.shape.slice(0, -2), count * size]);
  const y = fusedDense(flat, kernel.reshape([count * size, -1]), bias, 'linear');
  return y.reshape([...x.shape.slice(0, -2), ...sizes]);
}

/** Something to add to [rows, heads, queries, keys]; padding has one row for each sample. */
function maskOf(queries: number, keys: number, config: Config, pass: Pass): tf.Tensor | null {
  const { useCausalMask: causal, slidingWindow: window } = config;
  const look = lookMask(queries, keys, { causal, window });
  const [ofQuery, ofValue = ofQuery, ofKey] = pass.masks ?? [];
  const padding = paddingMask(ofQuery, [ofValue, ofKey])?.expandDims(1) ?? null;
  return look && padding ? tf.minimum(look, padding) : (look ?? padding);
}
