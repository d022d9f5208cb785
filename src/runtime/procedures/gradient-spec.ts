/** What checking and the studio know of ordinary training; `gradient.ts` runs it. */
import { enumeration } from '../../compiler/params';
import { clippingParam } from '../../compiler/training/clipping';
import { metricIds, metricsParam } from '../../compiler/training/metrics';
import { optimizerParam } from '../../compiler/training/optimizers';
import { scheduleParam } from '../../compiler/training/schedules';
import type { ProcedureSpec } from '../../compiler/world';

export const gradientSpec = {
  id: 'gradient',
  doc: 'Moves the weights of one network against the gradient of its losses.',
  slots: { network: 'The network that learns to map its inputs to the targets.' },
  readsFeatures: true,
  params: {
    optimizer: optimizerParam,
    schedule: scheduleParam,
    clipping: clippingParam,
    metrics: metricsParam,
    classWeights: enumeration(
      'none',
      ['none', 'balanced'],
      'Whether samples of rare classes count more: n / (k · n of the class). Validation stays as it is.',
    ),
  },
  metrics: [...metricIds],
} as const satisfies ProcedureSpec;
