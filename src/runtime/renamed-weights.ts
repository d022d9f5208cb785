/**
 * Weights of a network under the names that they have after an edit. Grouping, ungrouping and renaming change the ids of
 * calls and nothing that a weight means, so what no name finds is found by its node and, failing that, by its place.
 */
import type { Program } from '../compiler/program';
import type { StoredTensors } from './checkpoint';

interface Named {
  readonly name: string;
  readonly shape: readonly number[];
}

const isAlike = (one: Named, other: Named): boolean =>
  partsOf(one.name).weight === partsOf(other.name).weight &&
  one.shape.join() === other.shape.join();

/** `main.block.0.conv.kernel` is the weight `kernel` of the node `conv`. */
function partsOf(name: string): { readonly node: string; readonly weight: string } {
  const parts = name.split('.');
  return { node: parts.at(-2) ?? '', weight: parts.at(-1) ?? '' };
}

/** In the order of computation. */
function wanted(programs: readonly Program[]): readonly Named[] {
  return programs.flatMap(({ network, calls }) =>
    calls
      .filter(({ sharesWith }) => sharesWith === undefined)
      .flatMap(({ id, weights }) =>
        weights.map(({ name, shape }) => ({ name: `${network}.${id}.${name}`, shape })),
      ),
  );
}

/** The one in the list that is `key`'s and like `one`; none where several are. */
function onlyOne(list: readonly Named[], one: Named): Named | undefined {
  const { node } = partsOf(one.name);
  const found = list.filter((other) => partsOf(other.name).node === node && isAlike(one, other));
  return found.length === 1 ? found[0] : undefined;
}

/** `kept`, in the order of computation, with what the edited programs call otherwise under both names. */
export function renamedWeights(kept: StoredTensors, programs: readonly Program[]): StoredTensors {
  const all = wanted(programs);
  const found = new Map(kept);
  const names = new Set(all.map(({ name }) => name));
  let lost = [...kept].flatMap(([name, { shape }]) => (names.has(name) ? [] : [{ name, shape }]));
  let fresh = all.filter(({ name }) => !kept.has(name));
  const take = (to: Named, from: Named): void => void found.set(to.name, kept.get(from.name)!);
  const byNode = fresh.flatMap((to) => {
    const from = onlyOne(lost, to);
    return from && onlyOne(fresh, from) === to ? [{ to, from }] : [];
  });
  for (const { to, from } of byNode) take(to, from);
  lost = lost.filter((one) => !byNode.some(({ from }) => from === one));
  fresh = fresh.filter((one) => !byNode.some(({ to }) => to === one));
  // Another document may happen to have the same shapes; something of this one has to be known by name.
  const isSameNetwork = byNode.length > 0 || all.some(({ name }) => kept.has(name));
  const isSameRow = lost.length === fresh.length && fresh.every((to, i) => isAlike(to, lost[i]!));
  if (isSameNetwork && isSameRow) fresh.forEach((to, i) => void take(to, lost[i]!));
  return found;
}
