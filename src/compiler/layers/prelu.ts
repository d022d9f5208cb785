import { constraint, initializer, regularizer } from '../fields';
import { axisIndex, known, only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { ints, optional } from '../params';

/** A learned slope below zero, as `keras.layers.PReLU`. */
export const pReLU = defineLayer({
  kind: 'PReLU',
  group: 'Activation',
  doc: 'Shrinks negative values by a learned slope, one for every value or shared along axes.',
  formula: 'y = x where x ≥ 0, else alpha · x',
  inputs: { min: 1, max: 1 },
  params: {
    sharedAxes: optional(
      ints([1, 2], 'Axes along which one slope is shared, e.g. 1 and 2 of a picture.', {
        max: 8,
        structural: true,
      }),
    ),
    alphaInitializer: initializer('zeros', 'How the slopes start.'),
    alphaRegularizer: regularizer('Penalty on the slopes in the loss.'),
    alphaConstraint: constraint('What the slopes are held to after every step.'),
  },
  mask: 'passes',
  output: ({ sharedAxes }, inputs) => {
    slopesOf(sharedAxes, inputs);
    return only('PReLU', inputs);
  },
  weights: ({ sharedAxes }, inputs) => [{ name: 'alpha', shape: slopesOf(sharedAxes, inputs) }],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { sharedAxes: [1, 2] }, inputs: [[4, 4, 3]], output: [4, 4, 3] },
  ],
});

function slopesOf(axes: readonly (number | null)[] | null, inputs: readonly Shape[]): number[] {
  const x = only('PReLU', inputs);
  const shared = new Set((axes ?? []).map((axis) => axisIndex('PReLU', axis ?? 0, x)));
  return x.map((_, axis) => (shared.has(axis) ? 1 : known('PReLU', x, axis)));
}
