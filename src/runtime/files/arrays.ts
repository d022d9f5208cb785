/** Samples that come as arrays of numbers: the same for IDX, CIFAR's binary files, NPY and NPZ. */
import type { FileColumn } from '../../compiler/files';
import type { NumberArray } from '../containers/idx';
import type { Column, Samples } from '../dataset';
import { withoutTest } from '../datasets/without-test';
import { type FileProblems, FilesError } from './problems';
import { isClass, isPicture, type Opened, type Wish, wishedName } from './reader';

export interface ArrayPart {
  /** The first axis counts the samples. */
  readonly sample: NumberArray;
  /** One number a sample. */
  readonly target?: NumberArray;
}

export interface ArrayFiles {
  readonly name: string;
  readonly train: ArrayPart;
  readonly test?: ArrayPart;
  /** Names of the classes, where the files say them. */
  readonly classes?: readonly string[];
}

const MOST_NUMBERED = 1000;

export type NamedArray = readonly [path: string, array: NumberArray];

/** Names the arrays that are no part of what is read. */
export function sayUnused(
  arrays: readonly NamedArray[],
  used: readonly (ArrayPart | undefined)[],
  problems: FileProblems,
): void {
  const read = new Set(used.flatMap((part) => [part?.sample, part?.target]));
  for (const [file, array] of arrays) {
    if (read.has(array)) continue;
    const message =
      'The array was left out: samples and targets are read from others. Open it by itself.';
    problems.add({ file, message });
  }
}

/** Throws a `FilesError` where samples and targets do not agree in number. */
export function openedArrays(files: ArrayFiles): Opened {
  for (const { sample, target } of [files.train, ...(files.test ? [files.test] : [])]) {
    const [count = 0] = sample.shape;
    const targets = target?.values.length ?? 0;
    if (files.train.target && targets !== count) {
      throw new FilesError(
        `${files.name} holds ${count} samples and ${targets} targets; each sample needs one.`,
      );
    }
  }
  return {
    describe: async (wish) => {
      const columns = describe(files, wish);
      const missing = Object.keys(wish.columns).filter((name) => !(name in columns));
      const [first] = Object.values(columns);
      return { kind: first?.type === 'picture' ? 'images' : 'table', columns, missing };
    },
    load: async (columns) => {
      const parts = withoutTest(load(files.train, columns));
      return files.test ? { ...parts, test: load(files.test, columns) } : parts;
    },
  };
}

function describe({ train, test, classes }: ArrayFiles, wish: Wish): Record<string, FileColumn> {
  const { sample, target } = train;
  const shape = sample.shape.slice(1);
  const columns: Record<string, FileColumn> = {};
  const isGrey = shape.length === 2 && sample.values instanceof Uint8Array;
  const [height, width, channels = 1] = shape;
  const isImage =
    isGrey || (shape.length === 3 && channels <= 4 && sample.values instanceof Uint8Array);
  if (isImage && height && width) {
    columns[wishedName(wish, isPicture, 'sample')] = { type: 'picture', height, width, channels };
  } else {
    const dtype =
      sample.values instanceof Float32Array
        ? 'float32'
        : sample.values instanceof Uint8Array
          ? 'uint8'
          : 'int32';
    columns[
      wishedName(wish, ({ classes: names, dtype: type }) => !names && type !== 'text', 'sample')
    ] = { type: 'array', shape, dtype };
  }
  if (target) {
    const name = wishedName(wish, isClass, 'target');
    const most = Math.max(largest(target), test?.target ? largest(test.target) : 0);
    const isNumbered =
      target.values.every((value) => Number.isInteger(value) && value >= 0) && most < MOST_NUMBERED;
    const wished = wish.columns[name]?.classes;
    const isNamed = classes !== undefined && classes.length > most;
    const own = isNamed ? classes : Array.from({ length: most + 1 }, (_, i) => String(i));
    columns[name] = isNumbered
      ? { type: 'category', classes: wished && wished.length >= own.length ? wished : own }
      : { type: 'number', from: 'target' };
  }
  return columns;
}

const largest = ({ values }: NumberArray): number => {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
};

function load(
  { sample, target }: ArrayPart,
  columns: Readonly<Record<string, FileColumn>>,
): Samples {
  const count = sample.shape[0] ?? 0;
  const loaded: Record<string, Column> = {};
  for (const [name, column] of Object.entries(columns)) {
    if (column.type === 'picture' || column.type === 'array') {
      const shape =
        column.type === 'picture' ? [column.height, column.width, column.channels] : column.shape;
      const size = shape.reduce((product, n) => product * n, 1);
      if (size * count !== sample.values.length) {
        throw new FilesError(
          `The samples are ${sample.shape.slice(1).join(' × ')}; the document reads ${shape.join(' × ')}.`,
        );
      }
      loaded[name] = {
        shape,
        values: sample.values,
        ...(sample.values instanceof Int32Array && { dtype: 'int32' }),
      };
    } else if (target) {
      loaded[name] =
        column.type === 'category'
          ? { shape: [], values: Int32Array.from(target.values), dtype: 'int32' }
          : { shape: [], values: Float32Array.from(target.values) };
    }
  }
  return { count, columns: loaded };
}
