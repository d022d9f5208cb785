/**
 * Which tensor of a file becomes which weight of a network. Found by name; what no name finds, layer by layer by shapes
 * that only one has, and failing that by order. Unequal shapes never meet, and a person may correct every row.
 */
import type { Program } from '../program';
import type { FileTensor, TensorFile } from './file-tensor';
import type { Layout, LayoutId } from './layouts';
import { matchByName } from './match-names';
import { matchByShape } from './match-shapes';
import { type WeightPlace, weightPlaces } from './places';

export interface Row {
  readonly tensor: FileTensor;
  /** What the tensor becomes; absent where nothing takes it. */
  readonly to?: {
    readonly place: WeightPlace;
    readonly layout: Layout;
    readonly by: 'name' | 'shape' | 'order' | 'hand';
  };
}

export interface Mapping {
  readonly rows: readonly Row[];
  readonly places: readonly WeightPlace[];
  /** Orders of axes, the likeliest for this file first. */
  readonly layouts: readonly LayoutId[];
}

/** Layouts in which a tensor of this shape may become the weight, the likeliest first. */
export function fitting(
  shape: readonly number[],
  place: WeightPlace,
  layouts: readonly LayoutId[],
): readonly Layout[] {
  return layouts.flatMap((id) =>
    place.layouts.filter((layout) => layout.id === id && layout.shape.join() === shape.join()),
  );
}

/** PyTorch says `pt` and `weight`; channels that come last in its module are said by the file itself. */
function likelyLayouts({ tensors, metadata }: TensorFile): readonly LayoutId[] {
  const isPytorch =
    metadata.format === 'pt' || tensors.some(({ name }) => /(^|\.)weight$/.test(name));
  if (!isPytorch) return ['same', 'pytorch', 'flattened'];
  return metadata.channels === 'last'
    ? ['pytorch', 'flattened', 'same']
    : ['flattened', 'pytorch', 'same'];
}

/** Finds every tensor's weight, as far as the file tells. */
export function mapTensors(file: TensorFile, programs: readonly Program[]): Mapping {
  const places = weightPlaces(programs);
  const layouts = likelyLayouts(file);
  const floats = file.tensors.filter(({ isFloat }) => isFloat);
  const fit = (tensor: FileTensor, place: WeightPlace): boolean =>
    fitting(tensor.shape, place, layouts).length > 0;
  const named = matchByName(floats, places);
  const byName = new Map([...named].filter(([tensor, place]) => fit(tensor, place)));
  // A name that belongs to a weight of another shape is no name of anything else.
  const known = new Set(named.values());
  const byShape = matchByShape(
    floats.filter((tensor) => !named.has(tensor)),
    places.filter((place) => !known.has(place)),
    fit,
  );
  const rows = file.tensors.map((tensor): Row => {
    const place = byName.get(tensor);
    const found = place ? { place, by: 'name' as const } : byShape.get(tensor);
    if (!found) return { tensor };
    return { tensor, to: { ...found, layout: fitting(tensor.shape, found.place, layouts)[0]! } };
  });
  return { rows, places, layouts };
}

/** The weights that a tensor could become. */
export function choicesOf({ places, layouts }: Mapping, tensor: FileTensor): WeightPlace[] {
  if (!tensor.isFloat) return [];
  return places.filter((place) => fitting(tensor.shape, place, layouts).length > 0);
}

/** Gives a tensor to another weight, or to none; the tensor that had that weight loses it. What does not fit changes nothing. */
export function corrected(
  mapping: Mapping,
  name: string,
  to: { readonly key: string; readonly layout?: LayoutId } | null,
): Mapping {
  const row = mapping.rows.find(({ tensor }) => tensor.name === name);
  if (!row) return mapping;
  const place = to && choicesOf(mapping, row.tensor).find(({ key }) => key === to.key);
  if (to && !place) return mapping;
  const layouts = place ? fitting(row.tensor.shape, place, mapping.layouts) : [];
  const layout = layouts.find(({ id }) => id === to?.layout) ?? layouts[0];
  const rows = mapping.rows.map((each): Row => {
    const { tensor } = each;
    if (each === row) {
      return place && layout ? { tensor, to: { place, layout, by: 'hand' } } : { tensor };
    }
    return place && each.to?.place === place ? { tensor } : each;
  });
  return { ...mapping, rows };
}

/** The weights that no tensor becomes. */
export function unmatched({ rows, places }: Mapping): readonly WeightPlace[] {
  const taken = new Set(rows.flatMap(({ to }) => to?.place ?? []));
  return places.filter((place) => !taken.has(place));
}
