/** Tensors and weights that no name brings together: layer by layer by shapes, then in order, then one by one. */
import type { FileTensor } from './file-tensor';
import { plainName, type WeightPlace, wordsOf } from './places';

type Found = Map<FileTensor, { readonly place: WeightPlace; readonly by: 'shape' | 'order' }>;
type Fits = (tensor: FileTensor, place: WeightPlace) => boolean;

/** Tensors of one layer in a file, or weights of one call. */
type Layer<T> = readonly T[];

export function matchByShape(
  tensors: readonly FileTensor[],
  places: readonly WeightPlace[],
  fits: Fits,
): Found {
  const found: Found = new Map();
  matchLayers(
    inOrder(tensors),
    grouped(places, ({ network, call }) => `${network} ${call}`),
    {
      fits,
      found,
    },
  );
  const taken = new Set([...found.values()].map(({ place }) => place));
  const free = places.filter((place) => !taken.has(place));
  const left = tensors.filter((tensor) => !found.has(tensor));
  for (const place of free) {
    const [tensor, ...more] = left.filter((each) => fits(each, place));
    const isOnly = tensor && more.length === 0 && free.filter((p) => fits(tensor, p)).length === 1;
    if (isOnly) found.set(tensor, { place, by: 'shape' });
  }
  return found;
}

/** In the order in which the keys first come. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}

/** Of a file that is sorted by name the numbers in names count: `layers.10` comes after `layers.2`. */
function inOrder(tensors: readonly FileTensor[]): readonly Layer<FileTensor>[] {
  const groups = grouped(tensors, ({ name }) => name.replace(/[./][^./]*$/, ''));
  const isSorted = tensors.every(({ name }, i) => i === 0 || tensors[i - 1]!.name <= name);
  if (!isSorted) return groups;
  const byNumber = new Intl.Collator('en', { numeric: true });
  return [...groups].sort((a, b) => byNumber.compare(a[0]!.name, b[0]!.name));
}

/** Layers that the same groups fit are one class: as many groups, which fit no layer besides, are matched in order. */
function matchLayers(
  groups: readonly Layer<FileTensor>[],
  layers: readonly Layer<WeightPlace>[],
  { fits, found }: { readonly fits: Fits; readonly found: Found },
): void {
  const fitted = layers.map((layer) => ({
    layer,
    groups: groups.filter((group) => pairsOf(group, layer, fits) !== undefined),
  }));
  const places = new Map(groups.map((group, i) => [group, i]));
  for (const alike of grouped(fitted, (one) => one.groups.map((g) => places.get(g)).join())) {
    const chosen = alike[0]!.groups;
    const around = fitted.filter((one) => one.groups.some((group) => chosen.includes(group)));
    if (chosen.length !== alike.length || around.length !== alike.length) continue;
    alike.forEach(({ layer }, i) => {
      for (const [tensor, place] of pairsOf(chosen[i]!, layer, fits) ?? []) {
        found.set(tensor, { place, by: alike.length === 1 ? 'shape' : 'order' });
      }
    });
  }
}

/** Every weight of the layer with its tensor; `undefined` unless that takes every tensor of the group. */
function pairsOf(
  group: Layer<FileTensor>,
  layer: Layer<WeightPlace>,
  fits: Fits,
): readonly (readonly [FileTensor, WeightPlace])[] | undefined {
  if (group.length !== layer.length) return undefined;
  const pairs = layer.flatMap((place) => {
    const all = group.filter((tensor) => fits(tensor, place));
    const names = wordsOf(place.weight).map(plainName);
    const named = all.filter(({ name }) => names.includes(plainName(name.replace(/.*[./]/, ''))));
    const one = named.length === 1 ? named[0] : all.length === 1 ? all[0] : undefined;
    return one ? [[one, place] as const] : [];
  });
  const isWhole = new Set(pairs.map(([tensor]) => tensor)).size === layer.length;
  return isWhole ? pairs : undefined;
}
