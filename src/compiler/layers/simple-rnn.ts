import { simpleCell } from '../families/cells';
import { recurrentFields, recurrentRules } from '../families/recurrent';
import { defineLayer } from '../layer';

/** Fully connected recurrence (Elman, 1990), as `keras.layers.SimpleRNN`. */
export const simpleRNN = defineLayer({
  kind: 'SimpleRNN',
  group: 'Recurrent',
  doc: 'Walks a sequence; each output goes back in at the next step.',
  formula: 'h[t] = activation(x[t] · kernel + h[t − 1] · recurrentKernel + bias)',
  ...recurrentRules('SimpleRNN', simpleCell.rules),
  params: { ...simpleCell.params, ...recurrentFields },
  face: ({ units, activation }) => [String(units), activation],
  examples: [
    { config: { units: 4 }, inputs: [[5, 3]], output: [4] },
    {
      config: { units: 2, returnSequences: true, returnState: true, activation: 'relu' },
      inputs: [[null, 3]],
      output: [null, 2],
      moreOutputs: [[2]],
    },
    {
      config: { units: 3, useBias: false, initialState: true },
      inputs: [[4, 2], [3]],
      ports: ['in', 'hidden'],
      output: [3],
    },
  ],
});
