/** An output's values as the probabilities of its classes. */

/** One sigmoid output answers for two classes. */
export function probabilitiesOf(output: ArrayLike<number> | undefined, classes: number): number[] {
  if (!output) return [];
  if (output.length === 1 && classes === 2) return [1 - output[0]!, output[0]!];
  return Array.from(output);
}

export function indexOfMost(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
