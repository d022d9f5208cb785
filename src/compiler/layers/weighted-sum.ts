import { constraint, initializer, regularizer } from '../fields';
import { elementwise } from '../geometry';
import { defineLayer } from '../layer';

/** Inputs added by learned shares that sum to one, as the scalar mix of Peters et al., 2018, §3.2. */
export const weightedSum = defineLayer({
  kind: 'WeightedSum',
  group: 'Merging',
  doc: 'Adds inputs of one shape, each by a learned share; the shares sum to one.',
  formula: 'y = Σ softmax(importance)[i] · x[i]',
  inputs: { min: 2, max: Number.POSITIVE_INFINITY },
  mask: 'passes',
  params: {
    importanceInitializer: initializer('zeros', 'How the importances start; equal shares at 0.'),
    importanceRegularizer: regularizer('Penalty on the importances in the loss.'),
    importanceConstraint: constraint('What the importances are held to after every step.'),
  },
  output: (_, inputs) => elementwise('WeightedSum', inputs),
  weights: (_, inputs) => [{ name: 'importance', shape: [inputs.length] }],
  examples: [
    { config: {}, inputs: [[8], [8]], output: [8] },
    {
      config: {},
      inputs: [
        [2, 3],
        [2, 3],
        [1, 3],
      ],
      output: [2, 3],
    },
  ],
});
