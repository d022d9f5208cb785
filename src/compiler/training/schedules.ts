/** How the learning rate goes over a phase: a factor of the optimizer's own rate at each step. */
import type { ChoiceParam, FloatParam } from '../params';
import type { TrainingSpecs } from './spec';

const warmUp: FloatParam = {
  type: 'float',
  default: 0,
  min: 0,
  max: 1e6,
  unit: 'epochs',
  doc: 'Epochs over which the rate rises from zero.',
};

export const schedules = {
  constant: {
    doc: 'The learning rate stays as it is.',
    params: { warmUp },
  },
  step: {
    doc: 'The learning rate drops by a factor every so many epochs.',
    formula: 'factor ^ floor(epoch / every)',
    params: {
      every: {
        type: 'int',
        default: 10,
        min: 1,
        max: 1_000_000,
        doc: 'Epochs between two drops.',
      },
      factor: {
        type: 'float',
        default: 0.1,
        min: 0,
        max: 1,
        doc: 'What the rate is multiplied by at each drop.',
      },
      warmUp,
    },
  },
  exponential: {
    doc: 'The learning rate shrinks by the same share in every epoch, a little at each step.',
    formula: 'rate ^ epoch',
    params: {
      rate: {
        type: 'float',
        default: 0.9,
        min: 0,
        max: 1,
        doc: 'What remains of the rate after an epoch.',
      },
      warmUp,
    },
  },
  cosine: {
    doc: 'The learning rate follows half a cosine down to its final share.',
    formula: 'final + (1 - final) * (1 + cos(pi * progress)) / 2',
    params: {
      final: {
        type: 'float',
        default: 0,
        min: 0,
        max: 1,
        doc: 'Share of the rate that is left at the end.',
      },
      warmUp,
    },
  },
} as const satisfies TrainingSpecs;

export type ScheduleId = keyof typeof schedules;

export const scheduleParam: ChoiceParam = {
  type: 'choice',
  default: { id: 'constant', warmUp: 0 },
  choices: schedules,
  doc: 'How the learning rate goes over the phase.',
};
