import { activation as activationParam, activations } from '../fields';
import { only } from '../geometry';
import { defineLayer } from '../layer';

/** A function applied to every value, as `keras.layers.Activation`. */
export const activation = defineLayer({
  kind: 'Activation',
  group: 'Activation',
  doc: 'Applies a function to every value.',
  formula: 'y = activation(x)',
  inputs: { min: 1, max: 1 },
  params: { activation: activationParam('relu') },
  mask: 'passes',
  output: (_, inputs) => only('Activation', inputs),
  face: ({ activation }) => [activation, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    ...activations.map((id) => ({
      config: { activation: id },
      inputs: [[3, 2]],
      output: [3, 2],
    })),
  ],
});
