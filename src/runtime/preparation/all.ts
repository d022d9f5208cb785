/** What runs every preparation kind that stands between a Source and a Feed. */
import { flatten } from './flatten';
import { oneHot } from './one-hot';
import { resize } from './resize';
import { scale } from './scale';
import { standardize } from './standardize';
import type { AnyStep } from './step';

export const steps: ReadonlyMap<string, AnyStep> = new Map(
  [scale, standardize, oneHot, resize, flatten].map((step) => [step.kind, step]),
);
