/** The samples that a document learns from, as its data set and people's changes make them, and how they are split. */

import { labelColumn, type PartChanges, readChanges } from '../compiler/data-changes';
import { describedBy } from '../compiler/dataset-of';
import { fill } from '../compiler/values';
import type { DatasetSpec } from '../compiler/world';
import type { Data } from '../graph/document';
import type { Column, Dataset, LoadFiles, Parts, ReadAsset, Samples } from './dataset';
import { datasets } from './datasets/all';
import { type Split, splitRows } from './preparation/rows';
import { DataError } from './preparation/step';
import { createRandom, type Random } from './random';

export interface LoadOptions {
  readonly readAsset: ReadAsset;
  readonly loadFiles?: LoadFiles | undefined;
  /** Bytes read of bytes to read. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface LoadedData {
  readonly spec: DatasetSpec;
  /** With the labels that people gave; samples that they left out are still there. */
  readonly parts: Parts;
  readonly split: Split;
  /** Draws what else the preparation leaves to chance. */
  readonly random: Random;
}

/** The data set of this name, or a `DataError`. */
export function findDataset(id: string): Dataset {
  const dataset = datasets.get(id);
  if (dataset !== undefined) return dataset;
  throw new DataError(
    'unknown-dataset',
    `The document names the data set "${id}"; this version has ${[...datasets.keys()].join(', ')}.`,
    'Choose one of these.',
  );
}

/** The samples as the data set has them, without people's changes. */
export function loadParts(data: Data, options: LoadOptions): Promise<Parts> {
  const { spec, load } = findDataset(data.dataset);
  const { readAsset, loadFiles, onProgress = () => {} } = options;
  return load({
    parameters: fill(spec.params, data.parameters),
    random: createRandom(data.seed).fork('load'),
    readAsset,
    loadFiles,
    onProgress,
  });
}

/** Labels and split of samples that were loaded for `data`. */
export function arrangeData(data: Data, loaded: Parts): LoadedData {
  const spec = describedBy(findDataset(data.dataset).spec, data.parameters);
  const changes = readChanges(data.parameters);
  const label = labelColumn(spec);
  const parts = {
    train: relabelled(loaded.train, label, changes.train),
    test: relabelled(loaded.test, label, changes.test),
  };
  const random = createRandom(data.seed);
  return { spec, parts, split: splitRows(parts, data, spec, random.fork('split')), random };
}

/** Throws `DataError` where the data set cannot give what the document asks for. */
export async function loadData(data: Data, options: LoadOptions): Promise<LoadedData> {
  return arrangeData(data, await loadParts(data, options));
}

/** A new label takes the place of the old one; the bytes of the data set are never written to. */
function relabelled(samples: Samples, name: string | undefined, changes: PartChanges): Samples {
  const column = name === undefined ? undefined : samples.columns[name];
  const labels = [...changes].filter(([i, label]) => label !== null && i < samples.count);
  if (name === undefined || column === undefined || labels.length === 0) return samples;
  const values: Column['values'] = column.values.slice();
  for (const [i, label] of labels) values[i] = label!;
  return { ...samples, columns: { ...samples.columns, [name]: { ...column, values } } };
}
