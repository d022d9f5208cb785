/** Samples through the fitted steps of a preparation, as the network receives them. Loads nothing and knows no data set. */
import { countOf } from '../../compiler/geometry';
import { type Chain, chainSignals, preparationChains } from '../../compiler/preparation/infer';
import type { DatasetSpec } from '../../compiler/world';
import type { Network } from '../../graph/document';
import type { Column, Fitted } from '../dataset';
import { packTexts } from '../text-column';
import { steps } from './all';
import { DataError } from './step';

export interface Running {
  readonly spec: DatasetSpec;
  /** By step id. */
  readonly fitted: Readonly<Record<string, Fitted>>;
}

/** One or several raw samples after one another, by Input id. */
export type RawSamples = Readonly<Record<string, ArrayLike<number> | readonly string[]>>;

/** Throws `DataError` where the samples are not what the data set has. The preparation is one without problems. */
export function prepareSamples(
  preparation: Network,
  running: Running,
  inputs: RawSamples,
): Record<string, Float32Array> {
  const chains = preparationChains(preparation);
  return Object.fromEntries(
    Object.entries(inputs).map(([input, raw]) => {
      const chain = chains.find((candidate) => candidate.feed === input);
      if (chain === undefined) {
        const known = chains.map((candidate) => candidate.feed).join(', ');
        throw new DataError(
          'unknown-input',
          `Received a sample for "${input}"; the preparation feeds ${known}.`,
          'Name one of these inputs.',
        );
      }
      const { column, count } = rawColumn(input, running.spec, chain.column, raw);
      return [input, dense(runChain(chain, column, count, running))];
    }),
  );
}

/** Raw samples as the data set would hold them: texts packed, bytes as bytes. */
function rawColumn(
  input: string,
  spec: DatasetSpec,
  name: string,
  raw: ArrayLike<number> | readonly string[],
): { readonly column: Column; readonly count: number } {
  const { shape, dtype } = spec.columns[name]!;
  const size = countOf(shape);
  const isText = dtype === 'text';
  const items = Array.from<number | string>(raw);
  if (items.some((item) => (typeof item === 'string') !== isText)) {
    const [received, expected] = isText ? ['numbers', 'text'] : ['text', 'numbers'];
    throw new DataError(
      'sample-type',
      `Received ${received} for ${input}; a sample of ${spec.id} is ${expected} there.`,
      `Give ${expected}, as the data set has it before preparation.`,
    );
  }
  if (items.length === 0 || items.length % size !== 0) {
    throw new DataError(
      'sample-size',
      `Received ${items.length} numbers for ${input}; a sample of ${spec.id} has ${size}.`,
      `Give ${size} numbers a sample, as the data set has them before preparation.`,
    );
  }
  const count = items.length / size;
  if (isText) return { column: packTexts(items as readonly string[]), count }; // looked at above
  const numbers = items as readonly number[]; // looked at above
  const values =
    dtype === 'uint8'
      ? new Uint8Array(Uint8ClampedArray.from(numbers).buffer)
      : Float32Array.from(numbers);
  return { column: { shape, values }, count };
}

/** The values as the network receives them. */
function dense(column: Column): Float32Array {
  const { scale = 1, offset = 0 } = column;
  return Float32Array.from(column.values, (value) => value * scale + offset);
}

/** A column through the steps of a chain. Throws `DataError` where a step learned nothing. */
export function runChain(chain: Chain, start: Column, count: number, running: Running): Column {
  const signals = chainSignals(chain, running.spec);
  return chain.steps.reduce((column, { id, kind, config }, i) => {
    const step = steps.get(kind);
    // What varies samples leaves them as they are here.
    if (!step) return column;
    const fitted = running.fitted[id];
    if (step.fit && !fitted) throw notFitted(id, kind);
    const { classes, features } = signals[i]!;
    return step.run(config, { column, count, classes, features, fitted });
  }, start);
}

const notFitted = (id: string, kind: string): DataError =>
  new DataError(
    'not-fitted',
    `The step ${id} (${kind}) needs what it learned from the training data; the run holds nothing of it.`,
    'Train the document again.',
  );
