import type { Progress } from '../../../src/runtime/protocol';

/** Step within its epoch, from 1: the worker counts steps over the whole run. */
export function stepInEpoch({ step, stepsPerEpoch }: Progress): number {
  return stepsPerEpoch > 0 ? ((step - 1) % stepsPerEpoch) + 1 : step;
}
