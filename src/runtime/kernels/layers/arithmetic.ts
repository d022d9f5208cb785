/** Numbers on values, one by one. */
import * as tf from '@tensorflow/tfjs';
import { clip as clipDefinition } from '../../../compiler/layers/clip';
import { offset as offsetDefinition } from '../../../compiler/layers/offset';
import { power as powerDefinition } from '../../../compiler/layers/power';
import { scale as scaleDefinition } from '../../../compiler/layers/scale';
import { step as stepDefinition } from '../../../compiler/layers/step';
import { ownLayer } from './own-layer';

export const scale = ownLayer(
  scaleDefinition,
  ({ factor, learned }) =>
    ([x], pass) =>
      x!.mul(learned ? pass.weight('factor') : factor),
);

export const offset = ownLayer(
  offsetDefinition,
  ({ offset: fixed, learned }) =>
    ([x], pass) =>
      x!.add(learned ? pass.weight('offset') : fixed),
);

export const power = ownLayer(powerDefinition, ({ exponent }) => {
  const isWhole = Number.isInteger(exponent);
  // The stock gradient takes the logarithm of x for an exponent that nobody learns: not a number below 0.
  const raise = tf.customGrad((input, save) => {
    const a = isWhole ? (input as tf.Tensor) : (input as tf.Tensor).relu();
    (save as tf.GradSaveFunc)([a]);
    return {
      value: a.pow(exponent),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const base = saved[0]!;
        const slope = base.pow(exponent - 1).mul(exponent);
        // A root is infinitely steep at 0, where the values below it stand as well.
        return dy.mul(isWhole ? slope : tf.where(base.greater(0), slope, tf.zerosLike(base)));
      },
    };
  });
  return ([x]) => (exponent === 1 ? x! : exponent === 2 ? x!.square() : raise(x!));
});

export const clip = ownLayer(clipDefinition, ({ minValue, maxValue, straightThrough }) => {
  const through = tf.customGrad((input) => ({
    value: (input as tf.Tensor).clipByValue(minValue, maxValue),
    gradFunc: (dy: tf.Tensor) => dy,
  }));
  return ([x]) => (straightThrough ? through(x!) : x!.clipByValue(minValue, maxValue));
});

export const step = ownLayer(stepDefinition, ({ threshold, low, high, gradient }) => {
  const jump = tf.customGrad((input, save) => {
    const a = input as tf.Tensor;
    (save as tf.GradSaveFunc)([a]);
    const isHigh = a.greater(threshold).toFloat();
    return {
      value: isHigh.mul(high - low).add(low),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        if (gradient === 'identity') return dy;
        if (gradient === 'none') return tf.zerosLike(dy);
        return dy.mul(saved[0]!.sub(threshold).abs().lessEqual(1).toFloat());
      },
    };
  });
  return ([x]) => jump(x!);
});
