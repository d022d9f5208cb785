/** Limits on gradients before the optimizer sees them. */
import type { ChoiceParam, FloatParam } from '../params';
import type { TrainingSpecs } from './spec';

const limit = (doc: string): FloatParam => ({
  type: 'float',
  default: 1,
  min: 1e-12,
  max: 1e12,
  log: true,
  doc,
});

export const clippings = {
  value: {
    doc: 'Every number of a gradient is kept within the limit.',
    params: { limit: limit('Largest absolute value of one number.') },
  },
  norm: {
    doc: 'The gradient of each weight is scaled down to the limit.',
    params: { limit: limit('Largest Euclidean norm of one gradient.') },
  },
  globalNorm: {
    doc: 'All gradients are scaled down together, so that their direction stays.',
    params: { limit: limit('Largest Euclidean norm of all gradients taken together.') },
  },
} as const satisfies TrainingSpecs;

export type ClippingId = keyof typeof clippings;

export const clippingParam: ChoiceParam = {
  type: 'choice',
  default: null,
  nullable: true,
  choices: clippings,
  doc: 'Limits gradients, so that one bad batch does not undo the training.',
};
