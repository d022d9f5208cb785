import * as tf from '@tensorflow/tfjs';
import { normalization as definition } from '../../../compiler/layers/normalization';
import { indexOf } from './axes';
import { ownLayer } from './own-layer';

/** Keras' smallest deviation. */
const SMALLEST = 1e-7;

export const normalization = ownLayer(definition, (config) => ([x], pass) => {
  const kept = config.axis.map((axis) => indexOf(axis ?? -1, x!.rank));
  const shape = x!.shape.map((size, axis) => (kept.includes(axis) ? size : 1));
  const statistic = (name: 'mean' | 'variance'): tf.Tensor => {
    const given = config[name] as readonly number[] | null; // whole lists of numbers by their params
    if (given === null) return pass.weight(name).reshape(shape);
    return given.length === 1 ? tf.scalar(given[0]!) : tf.tensor([...given], shape);
  };
  const deviation = statistic('variance').sqrt().maximum(SMALLEST);
  const mean = statistic('mean');
  return config.invert ? x!.mul(deviation).add(mean) : x!.sub(mean).div(deviation);
});
