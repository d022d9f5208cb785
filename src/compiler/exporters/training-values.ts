/** What training scripts read of a document. */
import type { Config, Phase } from '../../graph/document';
import { stillCalls } from '../freezing';
import type { Program } from '../program';
import { fill } from '../values';
import type { ExportInput } from './exporter';

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

export const isBalanced = ({ config }: Phase): boolean => config.classWeights === 'balanced';

/** Whether a phase is what scripts can write: descending the gradient of this network alone, by factors that are known. */
export const isPlainPhase = (
  phase: Phase,
  { program, classWeights }: Pick<ExportInput, 'program' | 'classWeights'>,
): boolean =>
  phase.procedure === 'gradient' &&
  (classWeights !== undefined || !isBalanced(phase)) &&
  Object.values(phase.networks).every((name) => name === program.network);

/** Nine digits name a number of 32 bits exactly. */
export const factorText = (factors: readonly number[]): string =>
  `[${factors.map((factor) => Number(factor.toPrecision(9))).join(', ')}]`;

/** Of every layer that some phase holds still, whether it moves in this one. */
export function movesIn(
  phase: Phase,
  phases: readonly Phase[],
  program: Program,
): Readonly<Record<string, boolean>> {
  const ever = new Set(phases.flatMap(({ frozen }) => [...stillCalls(program, frozen)]));
  const still = stillCalls(program, phase.frozen);
  const own = program.calls.filter(
    ({ id, frozen, sharesWith, weights }) =>
      ever.has(id) && !frozen && !sharesWith && weights.length > 0,
  );
  return Object.fromEntries(own.map(({ id }) => [id, !still.has(id)]));
}
