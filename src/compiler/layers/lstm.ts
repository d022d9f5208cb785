import { lstmCell } from '../families/cells';
import { recurrentFields, recurrentRules } from '../families/recurrent';
import { defineLayer } from '../layer';

/** Long short-term memory (Hochreiter and Schmidhuber, 1997), as `keras.layers.LSTM`. */
export const lstm = defineLayer({
  kind: 'LSTM',
  group: 'Recurrent',
  doc: 'Walks a sequence with a memory that gates fill, keep and read.',
  formula:
    'i, f, o = recurrentActivation(x · W + h · U + b); c = f · c + i · activation(…); h = o · activation(c)',
  ...recurrentRules('LSTM', lstmCell.rules),
  params: { ...lstmCell.params, ...recurrentFields },
  face: ({ units, activation }) => [String(units), activation],
  examples: [
    { config: { units: 4 }, inputs: [[5, 3]], output: [4] },
    { config: { units: 2, returnSequences: true }, inputs: [[null, 3]], output: [null, 2] },
    {
      config: { units: 3, returnState: true, recurrentActivation: 'hardSigmoid', useBias: false },
      inputs: [[4, 2]],
      output: [3],
      moreOutputs: [[3], [3]],
    },
    {
      config: { units: 2, initialState: true, goBackwards: true, unitForgetBias: false },
      inputs: [[4, 2], [2], [2]],
      ports: ['in', 'hidden', 'cell'],
      output: [2],
    },
  ],
});
