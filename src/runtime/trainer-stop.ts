/** Early stopping: when the watched value no longer improves, training ends and the best weights come back. */
import type { StopRule } from '../graph/document';
import type { Snapshot, StoredTensors, Watch } from './checkpoint';

export interface StopWatch {
  /** Takes in an epoch; true where it is the best so far and its weights are worth keeping. */
  observe(epoch: number, values: Readonly<Record<string, number | null>>): boolean;
  keep(weights: StoredTensors): void;
  /** Empty unless the rule restores the best weights. */
  best(): StoredTensors;
  isOver(): boolean;
  state(): Watch;
}

/** Accuracies grow; losses and errors shrink. */
const growsBetter = (monitor: string): boolean => /accuracy/i.test(monitor);

export function createStopWatch(rule?: StopRule, from?: Snapshot): StopWatch {
  let { best, bestEpoch, waited }: Watch = from?.watch ?? { best: null, bestEpoch: 0, waited: 0 };
  let kept: StoredTensors = from?.best ?? new Map();
  return {
    observe(epoch, values) {
      const value = rule ? values[rule.monitor] : undefined;
      if (!rule || value === undefined || value === null) return false;
      const gain = best === null ? null : growsBetter(rule.monitor) ? value - best : best - value;
      // Strictly more than `minDelta`, as in Keras.
      const isBetter = gain === null || gain > rule.minDelta;
      if (!isBetter) {
        waited++;
        return false;
      }
      best = value;
      bestEpoch = epoch;
      waited = 0;
      return rule.restoreBestWeights;
    },
    keep(weights) {
      kept = weights;
    },
    best: () => kept,
    isOver: () => rule !== undefined && waited >= Math.max(1, rule.patience),
    state: () => ({ best, bestEpoch, waited }),
  };
}
