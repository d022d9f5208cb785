/**
 * Where two executions of one network part: a wrong output's ancestors are searched by sections until a call is found
 * whose own value differs and whose inputs agree. A run of the other side costs a process, so it looks at several.
 */
import { callOfValue, type Program } from '../compiler/program';
import type { Execute, Passport } from './passport';
import { difference, type Values } from './passport-compare';

export interface BisectOptions {
  readonly program: Program;
  readonly reference: (ids: readonly string[]) => Promise<Values>;
  readonly execute: Execute;
}

/** Three halvings at once; more values of a large network would not fit in memory. */
const SECTIONS = 7;

/** `{}` where the other side cannot give values of inner layers. */
export async function firstDifference(
  options: BisectOptions,
): Promise<Pick<Passport, 'firstDifference'>> {
  const { program } = options;
  const position = new Map(program.calls.map(({ id }, i) => [id, i]));
  const sources = program.outputs.flatMap((output) => {
    const source = program.calls.find(({ id }) => id === output)?.inputs[0];
    return source === undefined ? [] : [callOfValue(source)];
  });
  const outputs = await gapsAt(options, sources);
  let found = [...outputs].find(([, gap]) => gap > 0);
  if (!found) return {};
  let suspects = ancestors(program, found[0]);
  while (suspects.size > 0) {
    const ordered = [...suspects].sort((a, b) => position.get(a)! - position.get(b)!);
    const looked = sections(ordered);
    const gaps = await gapsAt(options, looked);
    for (const id of looked) {
      if (!suspects.delete(id)) continue;
      const gap = gaps.get(id);
      if (gap === undefined) continue;
      const above = ancestors(program, id);
      if (gap > 0) {
        found = [id, gap];
        suspects = new Set([...suspects].filter((other) => above.has(other)));
        break;
      }
      // What a right value came from is right, or its fault does not matter here.
      suspects = new Set([...suspects].filter((other) => !above.has(other)));
    }
  }
  const [call, maxDifference] = found;
  const { node } = program.calls[position.get(call)!]!.origin;
  return { firstDifference: { call, node, maxDifference } };
}

/** At most `SECTIONS` of the ids, evenly spaced. */
function sections(ids: readonly string[]): string[] {
  const count = Math.min(SECTIONS, ids.length);
  const at = (i: number): number => Math.floor(((i + 1) * ids.length) / (count + 1));
  return [
    ...new Set(Array.from({ length: count }, (_, i) => ids[Math.min(at(i), ids.length - 1)]!)),
  ];
}

/** How much the value of each call is wrong, 0 where it is right; absent where the other side has none. */
async function gapsAt(
  { reference, execute }: BisectOptions,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const [executed, expected] = await Promise.all([execute(ids), reference(ids)]);
  const values = 'values' in executed ? executed.values : {};
  return new Map(
    ids.flatMap((id) => {
      const received = values[id];
      if (!received) return [];
      const { maxDifference, tolerance } = difference(expected[id]!, received);
      return [[id, maxDifference > tolerance ? maxDifference : 0] as const];
    }),
  );
}

/** Calls whose values reach `id`, without Inputs, which both sides are given. */
function ancestors(program: Program, id: string): Set<string> {
  const byId = new Map(program.calls.map((call) => [call.id, call]));
  const found = new Set<string>();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const value of byId.get(next)?.inputs ?? []) {
      const source = callOfValue(value);
      if (found.has(source) || byId.get(source)?.kind === 'Input') continue;
      found.add(source);
      queue.push(source);
    }
  }
  return found;
}
