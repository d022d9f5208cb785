/** Tensors and weights of one name, however their programs spell it. */
import type { FileTensor } from './file-tensor';
import { namesOf, plainName, type WeightPlace } from './places';

/** Says nothing of shapes. A name that several share finds nobody. */
export function matchByName(
  tensors: readonly FileTensor[],
  places: readonly WeightPlace[],
): Map<FileTensor, WeightPlace> {
  const wanted = onlyOnes(places.flatMap((place) => namesOf(place).map((name) => [name, place])));
  const start = sharedStart(tensors.map(({ name }) => name));
  const given = onlyOnes(
    tensors.flatMap((tensor) => {
      const names = [tensor.name, tensor.name.slice(start)].map(plainName);
      const found = names.find((name) => wanted.has(name));
      return found === undefined ? [] : [[wanted.get(found)!, tensor] as const];
    }),
  );
  return new Map([...given].map(([place, tensor]) => [tensor, place]));
}

/** Pairs whose first side comes with one second side only. */
function onlyOnes<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V> {
  const found = new Map<K, V>();
  const several = new Set<K>();
  for (const [key, value] of pairs) {
    if (found.has(key) && found.get(key) !== value) several.add(key);
    found.set(key, value);
  }
  for (const key of several) found.delete(key);
  return found;
}

/** Length of what all names begin with, up to a dot or slash: `module.` and the like. */
function sharedStart(names: readonly string[]): number {
  const [first = ''] = names;
  const ends = [...first.matchAll(/[./]/g)].map(({ index }) => index + 1);
  const shared = ends.filter((end) => names.every((name) => name.startsWith(first.slice(0, end))));
  return shared.at(-1) ?? 0;
}
