/** What checking and the studio know of the Boltzmann machine's local rule; `contrastive-divergence.ts` runs it. */
import { bool, float, int } from '../../compiler/params';
import { optimizerParam } from '../../compiler/training/optimizers';
import type { ProcedureSpec } from '../../compiler/world';

export const contrastiveDivergenceSpec = {
  id: 'contrastive-divergence',
  doc: 'Makes the data more likely than what the network dreams up: a local rule, without a gradient.',
  slots: { network: 'Visible units in, a sigmoid Dense of hidden units, a sigmoid Dense back.' },
  feeds: { network: 'inputs' },
  params: {
    optimizer: optimizerParam,
    gibbsSteps: int(1, 'Steps from the data to the dream: the k of CD-k.', { max: 1000 }),
    persistent: bool(false, 'Let the dreams of one batch go on where those of the last ended.'),
    weightDecay: float(0, 'Share of the kernel that every step takes away.', { min: 0, max: 1 }),
  },
  metrics: [],
} as const satisfies ProcedureSpec;
