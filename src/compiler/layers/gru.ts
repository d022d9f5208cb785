import { gruCell } from '../families/cells';
import { recurrentFields, recurrentRules } from '../families/recurrent';
import { defineLayer } from '../layer';

/** Gated recurrent unit (Cho et al., 2014), as `keras.layers.GRU`. */
export const gru = defineLayer({
  kind: 'GRU',
  group: 'Recurrent',
  doc: 'Walks a sequence with a state that one gate updates and another resets.',
  formula:
    'z, r = recurrentActivation(x · W + h · U + b); h = z · h + (1 − z) · activation(x · W + r · (h · U) + b)',
  ...recurrentRules('GRU', gruCell.rules),
  params: { ...gruCell.params, ...recurrentFields },
  face: ({ units, activation }) => [String(units), activation],
  examples: [
    { config: { units: 4 }, inputs: [[5, 3]], output: [4] },
    {
      config: { units: 2, resetAfter: false, returnSequences: true, returnState: true },
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
