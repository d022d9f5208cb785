/**
 * Samples of one's own data that somebody relabelled or left out: the parameter `changes` of the data set `files`,
 * by part and by the sample's number in the files. The files themselves stay as they are. Other files are other
 * parameters, so that changes never outlive the data that they were made to.
 */
import type { Config, Json } from '../graph/document';
import { isConfig } from '../graph/json';
import type { DatasetSpec } from './world';

export const partNames = ['train', 'test'] as const;
/** A part of a data set as it is stored. */
export type PartName = (typeof partNames)[number];

/** The new label by number of the sample, `null` where it is left out. */
export type PartChanges = ReadonlyMap<number, number | null>;

/** Changes of both parts. What is none is passed over. */
export function readChanges(parameters: Config): Readonly<Record<PartName, PartChanges>> {
  const { changes } = parameters;
  const read = (part: PartName): PartChanges => {
    const own: Json | undefined = isConfig(changes) ? changes[part] : undefined;
    if (!isConfig(own)) return new Map();
    return new Map(
      Object.entries(own).flatMap(([key, label]) =>
        /^\d{1,9}$/.test(key) && (label === null || typeof label === 'number')
          ? [[Number(key), label] as const]
          : [],
      ),
    );
  };
  return { train: read('train'), test: read('test') };
}

export interface SampleChange {
  readonly part: PartName;
  readonly index: number;
  /** `null` leaves the sample out; `undefined` takes it as it is in the files. */
  readonly label: number | null | undefined;
}

/** The parameters with one sample changed; the same object where it is so already. */
export function changeSample(parameters: Config, { part, index, label }: SampleChange): Config {
  const all = readChanges(parameters);
  if (all[part].get(index) === label) return parameters;
  const own = new Map(all[part]);
  if (label === undefined) own.delete(index);
  else own.set(index, label);
  const { changes: _, ...rest } = parameters;
  const changed = { ...all, [part]: own };
  const written = partNames.flatMap((name) =>
    changed[name].size > 0 ? [[name, Object.fromEntries(changed[name])] as const] : [],
  );
  return written.length > 0 ? { ...rest, changes: Object.fromEntries(written) } : rest;
}

/** How many of `count` samples are left out. */
export function leftOut(changes: PartChanges, count: number): number {
  let sum = 0;
  for (const [index, label] of changes) if (label === null && index < count) sum += 1;
  return sum;
}

/** The column whose values are the labels of samples: one number each. */
export function labelColumn({ columns }: Pick<DatasetSpec, 'columns'>): string | undefined {
  const isLabel = (name: string): boolean =>
    columns[name]?.shape.length === 0 && columns[name].dtype !== 'text';
  if (isLabel('target')) return 'target';
  return Object.keys(columns).find((name) => isLabel(name) && columns[name]!.classes);
}
