/** What the numbers to be learnt spread around, so that a network can begin to answer where they lie. */
import type { Spread } from '../../../src/compiler/learn-from';
import type { Data } from '../../../src/graph/document';
import { rawSamples } from '../data-panel/raw-samples';

/** Mean and deviation of the training part's targets; `undefined` where none can be read. */
export async function targetSpread(data: Data): Promise<Spread | undefined> {
  const samples = await rawSamples(data).catch(() => undefined);
  return spreadOf(samples?.train.columns.target?.values ?? []);
}

/** What is missing is NaN and left out. */
export function spreadOf(values: ArrayLike<number>): Spread | undefined {
  const known = Array.from(values).filter(Number.isFinite);
  if (known.length === 0) return undefined;
  const meanOf = (all: readonly number[]) => all.reduce((sum, x) => sum + x, 0) / all.length;
  const mean = meanOf(known);
  return { mean, deviation: Math.sqrt(meanOf(known.map((x) => (x - mean) ** 2))) };
}
