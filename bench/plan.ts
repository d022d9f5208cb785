/** How long each case is measured, so that the whole benchmark stays under ten minutes on two slow cores. */
import type { CaseId } from './cases';

export interface Plan {
  readonly case: CaseId;
  readonly batch: number;
  readonly pairs: number;
  readonly steps: { readonly ours: number; readonly baseline: number };
}

const PAIRS = 7;

/** Steps of a timed segment where the backend is fast: about a third of a second each. */
const segments: Readonly<Record<CaseId, Plan['steps']>> = {
  lenet: { ours: 40, baseline: 12 },
  mlp: { ours: 160, baseline: 40 },
  resnet8: { ours: 2, baseline: 1 },
};

/** Steps of a segment at batch 1: enough to hide what a run costs once. Emulated WebGPU's `fit` is the slowest. */
const launchBound: Readonly<Record<'webgl' | 'webgpu', Plan['steps']>> = {
  webgl: { ours: 40, baseline: 40 },
  webgpu: { ours: 10, baseline: 10 },
};

/** The lines of one case on a backend. GPUs are looked at in the launch-bound regime too: batch 1. */
export function planOf(id: CaseId, backend: string, isEmulated: boolean): Plan[] {
  if (backend === 'cpu') {
    // Stock cpu takes half a minute for one step of ResNet-8.
    if (id === 'resnet8') return [];
    return [{ case: id, batch: 64, pairs: PAIRS, steps: { ours: 1, baseline: 1 } }];
  }
  if (backend === 'wasm') return [{ case: id, batch: 64, pairs: PAIRS, steps: segments[id] }];
  return [
    {
      case: id,
      batch: isEmulated && id === 'resnet8' ? 2 : 64,
      pairs: isEmulated ? 1 : PAIRS,
      steps: isEmulated ? { ours: 2, baseline: 2 } : segments[id],
    },
    ...(id === 'resnet8' && isEmulated
      ? []
      : [
          {
            case: id,
            batch: 1,
            pairs: PAIRS,
            steps: launchBound[backend === 'webgl' ? 'webgl' : 'webgpu'],
          },
        ]),
  ];
}
