/** Weights of a file that another network or another program wrote, as weights of these programs. */
import type { FileTensor } from '../compiler/mapping/file-tensor';
import { arranged } from '../compiler/mapping/layouts';
import { type Mapping, mapTensors, unmatched } from '../compiler/mapping/mapping';
import { plainName } from '../compiler/mapping/places';
import type { Program } from '../compiler/program';
import { type FloatTensors, openFloatTensors } from './containers/float-tensors';
import type { StoredTensor } from './containers/safetensors';
import type { StartReport } from './start-weights';

/** By `<network>.<call>.<weight>`, in the order of axes that the network has. */
export function mappedTensors(file: FloatTensors, { rows }: Mapping): Map<string, StoredTensor> {
  return new Map(
    rows.flatMap(({ tensor, to }) => {
      if (!to) return [];
      const { shape, values } = arranged(file.values(tensor.name), to.layout, to.place.shape);
      return [[to.place.key, { dtype: 'float32', shape, values }] as const];
    }),
  );
}

/** What a mapping makes of the network's weights and of the file's. */
function mappingReport(source: string, mapping: Mapping): StartReport {
  const left = mapping.rows.flatMap(({ tensor, to }) => (to ? [] : tensor));
  const names = new Set(left.map(({ name }) => plainName(name)));
  return {
    source,
    loaded: mapping.rows.flatMap(({ to }) => to?.place.key ?? []),
    drawn: unmatched(mapping).map(({ key }) => ({
      weight: key,
      reason: names.has(plainName(key)) ? 'shape' : 'name',
    })),
    unused: left.map(({ name }: FileTensor) => name),
  };
}

/** Reads a safetensors file and gives each tensor its weight. Throws a `SafetensorsError`. */
export function mapFile(
  bytes: Uint8Array,
  source: string,
  programs: readonly Program[],
): { readonly tensors: Map<string, StoredTensor>; readonly report: StartReport } {
  const file = openFloatTensors(bytes);
  const mapping = mapTensors(file, programs);
  return { tensors: mappedTensors(file, mapping), report: mappingReport(source, mapping) };
}
