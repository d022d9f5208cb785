/** Which rows a network is trained on and which are held out: the split, and rare classes repeated. */

import { type PartChanges, readChanges } from '../../compiler/data-changes';
import type { DatasetSpec } from '../../compiler/world';
import type { Config, Data } from '../../graph/document';
import type { Parts, Samples } from '../dataset';
import type { Random } from '../random';
import { textsOf } from '../text-column';
import { DataError } from './step';

export interface Split {
  readonly train: Int32Array;
  /** The samples that `validation` are rows of. */
  readonly held: Samples;
  readonly validation: Int32Array;
}

export function range(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

const configOf = ({ preparation }: Data, kind: string): Config | undefined =>
  preparation.nodes.find((node) => node.kind === kind)?.config;

/** One value a sample of a column, or of a column inside a packed row, by name. */
function valuesNamed(
  name: string,
  { columns }: Samples,
  spec: DatasetSpec,
): readonly (number | string)[] {
  for (const [id, column] of Object.entries(columns)) {
    const inside = spec.columns[id]?.features?.findIndex((feature) => feature.name === name) ?? -1;
    if (id !== name && inside < 0) continue;
    if (column.ends) return textsOf(column);
    const size = column.shape.reduce<number>((a, b) => a * (b ?? 1), 1);
    return Array.from({ length: column.values.length / size }, (_, i) => {
      return column.values[i * size + Math.max(0, inside)]!;
    });
  }
  const features = Object.values(spec.columns).flatMap((each) => each.features ?? []);
  const names = [...Object.keys(spec.columns), ...features.map((feature) => feature.name)];
  throw new DataError(
    'unknown-column',
    `The split reads the column "${name}"; the data set ${spec.id} has ${names.join(', ')}.`,
    'Choose one of these columns.',
  );
}

/** The first column of classes, which a stratified split keeps the shares of. */
function classColumn(spec: DatasetSpec): string | undefined {
  return Object.entries(spec.columns).find(([, column]) => column.classes !== undefined)?.[0];
}

interface Draw {
  readonly count: number;
  readonly share: number;
  readonly random: Random;
  /** Of the column that the method reads; absent where there is none. */
  readonly values?: readonly (number | string)[] | undefined;
}

function byValue({ count, values, random }: Draw): Map<number | string, number[]> {
  const groups = new Map<number | string, number[]>();
  for (const row of random.permutation(count)) {
    const value = values?.[row] ?? 0;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  }
  return groups;
}

/** Rows that are held out, by method. */
const methods: Readonly<Record<string, (draw: Draw) => readonly number[]>> = {
  stratified: (draw) =>
    [...byValue(draw).values()].flatMap((rows) =>
      rows.slice(0, Math.round(rows.length * draw.share)),
    ),
  random: ({ count, share, random }) => [
    ...random.permutation(count).subarray(0, Math.round(count * share)),
  ],
  /** Equal times keep the order of the data. */
  time: ({ count, share, values }) => {
    const rows = [...range(count)];
    const at = (row: number) => values?.[row] ?? row;
    rows.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a - b));
    return rows.slice(count - Math.round(count * share));
  },
  /** Whole groups, until the share is reached. */
  group: (draw) => {
    const held: number[] = [];
    for (const rows of byValue(draw).values()) {
      if (held.length + rows.length / 2 > draw.count * draw.share) continue;
      held.push(...rows);
    }
    return held;
  },
};

/**
 * Rows keep the data set's own order on both sides; those that people left out are on neither, which moves no other
 * from one side to the other. Throws a `DataError` where nothing would be left.
 */
export function splitRows(parts: Parts, data: Data, spec: DatasetSpec, random: Random): Split {
  const { train, test } = readChanges(data.parameters);
  const split = splitAll(parts, data, spec, random);
  const kept = keptRows(split.train, train);
  if (kept.length === 0) {
    throw new DataError(
      'empty-split',
      `All ${split.train.length} samples to train on were left out.`,
      'Take some of them in again.',
    );
  }
  const held = data.validation === 'test' ? test : train;
  return { ...split, train: kept, validation: keptRows(split.validation, held) };
}

/** The rows that nobody left out. */
export function keptRows(rows: Int32Array, changes: PartChanges): Int32Array {
  return changes.size === 0 ? rows : rows.filter((row) => changes.get(row) !== null);
}

function splitAll({ train, test }: Parts, data: Data, spec: DatasetSpec, random: Random): Split {
  const { validation } = data;
  if (validation === 'test') {
    if (test.count === 0) {
      throw new DataError(
        'no-test-split',
        `The document validates on the test split; the data set ${spec.id} has none.`,
        'Set validation to a share of the samples, such as 0.2.',
      );
    }
    return { train: range(train.count), held: test, validation: range(test.count) };
  }
  const { method = 'stratified', column } = configOf(data, 'Split') ?? {};
  const named = typeof column === 'string' && column !== '' ? column : undefined;
  const read = named ?? (method === 'stratified' ? classColumn(spec) : undefined);
  const values = read === undefined ? undefined : valuesNamed(read, train, spec);
  const draw = { count: train.count, share: validation, random, values };
  const held = new Uint8Array(train.count);
  for (const row of (methods[String(method)] ?? methods.stratified!)(draw)) held[row] = 1;
  const every = range(train.count);
  const kept = every.filter((row) => held[row] === 0);
  if (kept.length === 0) {
    throw new DataError(
      'empty-split',
      `Holding out ${validation} of ${train.count} samples leaves none to train on.`,
      'Set validation to a share below 1, such as 0.2.',
    );
  }
  return { train: kept, held: train, validation: every.filter((row) => held[row] === 1) };
}

/** The rows with those of rare classes repeated, drawn by seed; as they are where the preparation does not ask. */
export function balancedRows(
  rows: Int32Array,
  samples: Samples,
  {
    data,
    spec,
    random,
  }: { readonly data: Data; readonly spec: DatasetSpec; readonly random: Random },
): Int32Array {
  const config = configOf(data, 'Oversample');
  if (!config) return rows;
  const values = valuesNamed(String(config.column ?? 'target'), samples, spec);
  const groups = new Map<number | string, number[]>();
  for (const row of rows) {
    const group = groups.get(values[row]!);
    if (group) group.push(row);
    else groups.set(values[row]!, [row]);
  }
  const most = Math.max(0, ...[...groups.values()].map((group) => group.length));
  const extra = [...groups.values()].flatMap((group) =>
    Array.from({ length: most - group.length }, () => group[random.int(group.length)]!),
  );
  return Int32Array.from([...rows, ...extra]);
}
