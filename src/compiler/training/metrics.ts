/** What is measured besides the loss. Names are those of the epoch lines; validation adds `val`. */
import type { EnumsParam } from '../params';
import type { TrainingSpecs } from './spec';

export const metrics = {
  accuracy: {
    doc: 'Share of samples whose largest output is the true class; above one half for yes-or-no.',
    params: {},
  },
  top3Accuracy: {
    doc: 'Share of samples whose true class is among the three largest outputs.',
    params: {},
  },
  top5Accuracy: {
    doc: 'Share of samples whose true class is among the five largest outputs.',
    params: {},
  },
  f1Score: {
    doc: 'How well the second of two classes, or the yes, is found: the harmonic mean of precision and recall.',
    params: {},
  },
  meanAbsoluteError: {
    doc: 'Mean absolute difference between output and target.',
    params: {},
  },
  meanSquaredError: {
    doc: 'Mean squared difference between output and target.',
    params: {},
  },
  rootMeanSquaredError: {
    doc: 'Square root of the mean squared difference, in the unit of the target.',
    params: {},
  },
} as const satisfies TrainingSpecs;

export type MetricId = keyof typeof metrics;

export const metricIds = Object.keys(metrics) as readonly MetricId[]; // keys of the literal above

export const metricsParam: EnumsParam = {
  type: 'enums',
  default: [],
  values: metricIds,
  doc: 'What is measured besides the loss.',
};
