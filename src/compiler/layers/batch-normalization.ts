import { constraint, initializer, normFields } from '../fields';
import { axisIndex, known, only } from '../geometry';
import { defineLayer, type Shape, type WeightSpec } from '../layer';
import { float, int } from '../params';

/** Mean 0 and variance 1 over the batch, as `keras.layers.BatchNormalization`. */
export const batchNormalization = defineLayer({
  kind: 'BatchNormalization',
  group: 'Normalization',
  doc: 'Brings every channel to mean 0 and variance 1 over the batch, then scales and shifts.',
  formula: 'y = gamma · (x − mean) ÷ √(variance + epsilon) + beta',
  inputs: { min: 1, max: 1 },
  params: {
    axis: int(-1, 'Axis of the channels; −1 is the last.', { min: -8, max: 8, rare: true }),
    momentum: float(0.99, 'How slowly the moving statistics follow.', { min: 0, max: 1 }),
    epsilon: float(0.001, 'Added to the variance, so that no division is by zero.', {
      min: 1e-12,
      max: 1,
      log: true,
    }),
    ...normFields,
    movingMeanInitializer: initializer('zeros', 'How the moving mean starts.'),
    movingVarianceInitializer: initializer('ones', 'How the moving variance starts.'),
    betaConstraint: constraint('What the offset is held to after every step.'),
    gammaConstraint: constraint('What the factor is held to after every step.'),
  },
  mask: 'passes',
  output: ({ axis }, inputs) => {
    const x = only('BatchNormalization', inputs);
    known('BatchNormalization', x, axisIndex('BatchNormalization', axis, x));
    return x;
  },
  weights: ({ axis, center, scale }, inputs) => weightsOf(axis, center, scale, inputs),
  examples: [
    { config: {}, inputs: [[8, 8, 4]], output: [8, 8, 4] },
    { config: { scale: false, momentum: 0.9 }, inputs: [[5]], output: [5] },
    { config: { center: false, axis: 3 }, inputs: [[2, 2, 3]], output: [2, 2, 3] },
  ],
});

/** Four values a channel: two learned, two that follow the data. */
function weightsOf(
  axis: number,
  center: boolean,
  scale: boolean,
  inputs: readonly Shape[],
): WeightSpec[] {
  const x = only('BatchNormalization', inputs);
  const shape = [known('BatchNormalization', x, axisIndex('BatchNormalization', axis, x))];
  return [
    ...(scale ? [{ name: 'gamma', shape }] : []),
    ...(center ? [{ name: 'beta', shape }] : []),
    { name: 'movingMean', shape, trainable: false },
    { name: 'movingVariance', shape, trainable: false },
  ];
}
