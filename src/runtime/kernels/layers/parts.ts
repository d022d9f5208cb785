/** Parts of axes, and axes of parts. */
import * as tf from '@tensorflow/tfjs';
import { gather as gatherDefinition } from '../../../compiler/layers/gather';
import { slice as sliceDefinition } from '../../../compiler/layers/slice';
import { split as splitDefinition } from '../../../compiler/layers/split';
import { stack as stackDefinition } from '../../../compiler/layers/stack';
import { indexOf } from './axes';
import { ownLayer } from './own-layer';

export const slice = ownLayer(sliceDefinition, ({ axis, start, size }) => ([x]) => {
  const at = indexOf(axis, x!.rank);
  const first = start < 0 ? x!.shape[at]! + start : start;
  const begin = x!.shape.map((_, i) => (i === at ? first : 0));
  const sizes = x!.shape.map((all, i) => (i === at ? (size ?? all - first) : all));
  return x!.slice(begin, sizes);
});

export const split = ownLayer(
  splitDefinition,
  ({ axis, parts }) =>
    ([x]) =>
      tf.split(x!, parts, indexOf(axis, x!.rank)),
);

export const stack = ownLayer(
  stackDefinition,
  ({ axis }) =>
    (inputs) =>
      tf.stack([...inputs], indexOf(axis, inputs[0]!.rank + 1)),
);

export const gather = ownLayer(gatherDefinition, ({ axis, indices }) => ([x]) => {
  const at = indexOf(axis, x!.rank);
  const size = x!.shape[at]!;
  // The rule of the kind has refused lists with gaps.
  const positions = indices.map((index) => (index! < 0 ? size + index! : index!));
  return tf.gather(x!, tf.tensor1d(positions, 'int32'), at);
});
