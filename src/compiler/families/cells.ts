/** The three kinds of cell, as layers walk a sequence with one and RNN with several on top of each other. */
import { activation } from '../fields';
import { bool } from '../params';
import { type CellConfig, type CellRules, cellFields } from './recurrent';

const recurrentActivation = {
  ...activation('sigmoid'),
  doc: 'Function of the gates; it opens at 1 and closes at 0.',
};

export const simpleCell = {
  doc: 'One product with the input and one with the state.',
  params: { activation: activation('tanh'), ...cellFields },
  rules: { gates: 1, states: ['hidden'] } satisfies CellRules,
};

export const gruCell = {
  doc: 'A gate that updates the state and one that resets it.',
  params: {
    activation: activation('tanh'),
    recurrentActivation,
    resetAfter: bool(
      true,
      'Reset the state behind its product, with an offset of its own, instead of before it.',
      { structural: true },
    ),
    ...cellFields,
  },
  rules: {
    gates: 3,
    states: ['hidden'],
    // Configs are filled by the params above.
    twoBiases: (config: CellConfig & { readonly resetAfter?: boolean }) =>
      config.resetAfter === true,
  } satisfies CellRules,
};

export const lstmCell = {
  doc: 'Gates that let into a memory, keep it and let out of it.',
  params: {
    activation: activation('tanh'),
    recurrentActivation,
    unitForgetBias: bool(true, 'Start with an open forget gate: its offset is 1.', { rare: true }),
    ...cellFields,
  },
  rules: {
    gates: 4,
    states: ['hidden', 'cell'],
    openGate: (config: CellConfig & { readonly unitForgetBias?: boolean }) =>
      config.unitForgetBias === true && config.useBias ? 1 : undefined,
  } satisfies CellRules,
};
