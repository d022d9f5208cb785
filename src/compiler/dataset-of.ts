/** The data set of a document as its own parameters make it: columns and counts may depend on them. */
import type { Data } from '../graph/document';
import { fill } from './values';
import type { DatasetSpec, World } from './world';

/** `undefined` for a data set that this version does not have. */
export function datasetOf(
  data: Pick<Data, 'dataset' | 'parameters'> | undefined,
  { datasets }: Pick<World, 'datasets'>,
): DatasetSpec | undefined {
  const spec = data && datasets.get(data.dataset);
  return spec && describedBy(spec, data.parameters);
}

/** The spec with what these parameters change in it; the same object where they change nothing. */
export function describedBy(spec: DatasetSpec, parameters: Data['parameters']): DatasetSpec {
  return spec.describe ? { ...spec, ...spec.describe(fill(spec.params, parameters)) } : spec;
}
