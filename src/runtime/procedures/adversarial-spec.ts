/** What checking and the studio know of two networks against each other; `adversarial.ts` runs them. */
import { float, int, optional } from '../../compiler/params';
import { optimizerParam } from '../../compiler/training/optimizers';
import type { ProcedureSpec } from '../../compiler/world';

export const adversarialSpec = {
  id: 'adversarial',
  doc: 'A generator learns to make samples that a discriminator cannot tell from real ones.',
  slots: {
    generator: 'Noise in, a sample out.',
    discriminator: 'A sample in, one number out: the chance that it is real.',
  },
  feeds: { generator: 'nothing', discriminator: 'inputs' },
  params: {
    generatorOptimizer: optimizerParam,
    discriminatorOptimizer: optimizerParam,
    discriminatorSteps: int(1, 'Discriminator steps for each generator step.', { max: 100 }),
    smoothing: float(0, 'Share by which the target of real samples is below 1.', {
      min: 0,
      max: 0.5,
    }),
    modeRadius: optional(
      float(1, 'Counts the groups of real samples, at least this far apart, that are generated.', {
        min: 0,
        rare: true,
      }),
    ),
  },
  metrics: ['discriminatorLoss', 'modes', 'quality'],
} as const satisfies ProcedureSpec;
