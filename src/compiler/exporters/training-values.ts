/** What training scripts in Python read of a document. */
import type { Config } from '../../graph/document';
import type { Program } from '../program';
import { fill } from '../values';

/** The losses of the outputs that have one, with their numbers. */
export function lossesOf(program: Program) {
  return program.outputs.flatMap((output) => {
    const config = program.calls.find(({ id }) => id === output)?.config ?? {};
    const { loss, delta, lossWeight, labelSmoothing } = config;
    if (typeof loss !== 'string' || loss === 'none') return [];
    const numbers = { delta: Number(delta ?? 1), weight: Number(lossWeight ?? 1) };
    return [{ output, id: loss, ...numbers, smoothing: Number(labelSmoothing ?? 0) }];
  });
}

/** A choice with every parameter. */
export function chosen(
  choices: Readonly<Record<string, { readonly params: Parameters<typeof fill>[0] }>>,
  given: unknown,
  otherwise: string,
): { readonly id: string; readonly values: Config } {
  const { id = otherwise, ...rest } = (given ?? {}) as { id?: string } & Config; // a choice, as documents hold it
  const known = Object.hasOwn(choices, id) ? id : otherwise;
  return { id: known, values: fill(choices[known]!.params, rest) };
}
