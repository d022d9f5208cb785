/**
 * A moment of a run on the host: weights, the procedure's state, random state, place. A run that continues
 * from it goes on bit for bit on cpu and wasm. As bytes it is a safetensors file.
 */
import * as tf from '@tensorflow/tfjs';
import {
  readSafetensors,
  SafetensorsError,
  type StoredTensor,
  writeSafetensors,
} from './containers/safetensors';
import type { Model } from './model';
import type { RandomState } from './random';

export type StoredTensors = ReadonlyMap<string, StoredTensor>;

/** Where a run stands, all from 0: the next step to take. */
export interface Place {
  readonly phase: number;
  readonly epoch: number;
  readonly step: number;
  /** Steps over all phases. */
  readonly total: number;
}

/** What early stopping remembers. */
export interface Watch {
  readonly best: number | null;
  readonly bestEpoch: number;
  readonly waited: number;
}

export interface Snapshot {
  readonly place: Place;
  /** By `<network>.<call>.<weight>`. */
  readonly weights: StoredTensors;
  /** The running procedure's own tensors. */
  readonly state: StoredTensors;
  /** The best weights so far, where a stop rule wants them back. */
  readonly best: StoredTensors;
  readonly random: RandomState;
  /** Training passes of each network, which draw the masks. */
  readonly passes: Readonly<Record<string, number>>;
  readonly watch: Watch;
  /** Sums of the running epoch: `[sum, samples]` by name. */
  readonly sums: Readonly<Record<string, readonly [number, number]>>;
}

async function readTensor(tensor: tf.Tensor): Promise<StoredTensor> {
  const values = await tensor.data();
  // Copies: cpu hands out its own array.
  if (tensor.dtype === 'int32') {
    return { dtype: 'int32', shape: tensor.shape, values: Int32Array.from(values) };
  }
  if (tensor.dtype === 'bool') {
    return { dtype: 'uint8', shape: tensor.shape, values: Uint8Array.from(values) };
  }
  return { dtype: 'float32', shape: tensor.shape, values: Float32Array.from(values) };
}

/** Reads tensors back to the host in one go. */
export async function readTensors(
  tensors: Iterable<readonly [string, tf.Tensor]>,
): Promise<Map<string, StoredTensor>> {
  const entries = await Promise.all(
    [...tensors].map(async ([name, tensor]) => [name, await readTensor(tensor)] as const),
  );
  return new Map(entries);
}

/** Weights of all networks by `<network>.<call>.<weight>`. */
export function readWeights(
  models: ReadonlyMap<string, Model>,
): Promise<Map<string, StoredTensor>> {
  const named = [...models].flatMap(([network, { variables }]) =>
    [...variables].map(([name, variable]) => [`${network}.${name}`, variable] as const),
  );
  return readTensors(named);
}

/** A fresh tensor of stored values. */
export function tensorOf({ dtype, shape, values }: StoredTensor): tf.Tensor {
  const fresh = values.slice();
  return tf.tensor(fresh, [...shape], dtype === 'uint8' ? 'bool' : dtype);
}

/** Writes the weights whose names and shapes fit; gives the names that did not. */
export function writeWeights(models: ReadonlyMap<string, Model>, weights: StoredTensors): string[] {
  const missing: string[] = [];
  for (const [network, { variables }] of models) {
    for (const [name, variable] of variables) {
      const stored = weights.get(`${network}.${name}`);
      if (!stored || stored.shape.join() !== variable.shape.join()) {
        missing.push(`${network}.${name}`);
        continue;
      }
      const tensor = tensorOf(stored);
      variable.assign(tensor);
      tensor.dispose();
    }
  }
  return missing;
}

const sections = ['weights', 'state', 'best'] as const;

export function encodeSnapshot(snapshot: Snapshot): Uint8Array {
  const { place, random, passes, watch, sums } = snapshot;
  const tensors = new Map<string, StoredTensor>();
  for (const section of sections) {
    for (const [name, tensor] of snapshot[section]) tensors.set(`${section}/${name}`, tensor);
  }
  const run = JSON.stringify({ place, random, passes, watch, sums });
  return writeSafetensors({ tensors, metadata: { format: 'netloom-checkpoint', run } });
}

/** Throws a `SafetensorsError` where the bytes are no checkpoint. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const { tensors, metadata } = readSafetensors(bytes);
  const found = { weights: new Map(), state: new Map(), best: new Map() } as Record<
    (typeof sections)[number],
    Map<string, StoredTensor>
  >;
  for (const [name, tensor] of tensors) {
    const section = sections.find((s) => name.startsWith(`${s}/`));
    if (section) found[section].set(name.slice(section.length + 1), tensor);
  }
  const run = parseRun(metadata.run ?? '');
  return { ...run, ...found };
}

type Run = Omit<Snapshot, (typeof sections)[number]>;

function parseRun(text: string): Run {
  const refuse = () => new SafetensorsError('holds no place in a run');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse();
  }
  const run = value as Partial<Run> | null; // looked at below before anything is used
  const numbers = [run?.place?.phase, run?.place?.epoch, run?.place?.step, run?.place?.total];
  const words = run?.random?.words;
  const isWhole =
    numbers.every((n) => Number.isSafeInteger(n)) &&
    Array.isArray(words) &&
    words.length === 4 &&
    words.every((n) => Number.isFinite(n)) &&
    typeof run?.passes === 'object' &&
    typeof run.watch === 'object' &&
    typeof run.sums === 'object';
  if (!isWhole) throw refuse();
  return run as Run; // every field was looked at
}
