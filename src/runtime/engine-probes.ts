/** What the faces of nodes show: activations of one sample, weights, gradients; and the sample itself. */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';
import { gatherRows } from './batches';
import type { Column, PreparedData, PreparedPart } from './dataset';
import { normalTensor } from './drivers/noise';
import type { Model } from './model';
import type { Probe, SampleView, ToWorker } from './protocol';
import { createRandom } from './random';

export type Watched = Extract<ToWorker, { type: 'watch' }>;

/** Larger tensors are not sent: no face can show them. */
const MAX_VALUES = 262_144;

const sizeOf = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((a, b) => a * (b ?? 1), 1);

/** One sample of a column as the network receives it. */
function valuesAt(column: Column, row: number): Float32Array {
  const values = new Float32Array(sizeOf(column.shape));
  gatherRows(column, values.length, Int32Array.of(row), values);
  return values;
}

/** The sample `index` of a part; the index wraps around its end. */
export function sampleView(
  data: PreparedData,
  part: 'train' | 'validation',
  index: number,
): SampleView {
  const { count, inputs, targets } = data[part];
  if (count === 0) throw new Error(`The ${part} part has no samples. Look at the other part.`);
  const row = ((Math.trunc(index) % count) + count) % count;
  return {
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([id, column]) => [
        id,
        { shape: column.shape.map((n) => n ?? 1), values: valuesAt(column, row) },
      ]),
    ),
    targets: Object.fromEntries(
      Object.entries(targets).map(([id, column]) => [id, valuesAt(column, row)]),
    ),
    part,
    index: row,
    count,
  };
}

const isOf = (call: Call, node: string): boolean => call.id === node || call.origin.node === node;

interface Found {
  readonly model: Model;
  readonly call: Call;
}

/** The first call of each node: a repeated block shows its first copy. */
function callsOf(models: ReadonlyMap<string, Model>, nodes: readonly string[]): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const node of nodes) {
    for (const model of models.values()) {
      const call = model.program.calls.find((candidate) => isOf(candidate, node));
      if (call && !found.has(node)) found.set(node, { model, call });
    }
  }
  return found;
}

export interface ProbeSource {
  readonly models: ReadonlyMap<string, Model>;
  readonly data: PreparedData;
  readonly gradients: ReadonlyMap<string, tf.Tensor>;
}

/** Values for the watched nodes, read back together. */
export async function probesOf(source: ProbeSource, watched: Watched): Promise<Probe[]> {
  const faces = await facesOf(source, watched);
  return [...faces, ...(await inspected(source, watched))];
}

async function facesOf(source: ProbeSource, watched: Watched): Promise<Probe[]> {
  const { probes, nodes } = watched;
  if (probes === 'structure' || nodes.length === 0) return [];
  const found = callsOf(source.models, nodes);
  if (probes === 'activations') return activations(source, found, watched.sample);
  return weights(source, found, probes === 'weights' ? 'weight' : 'gradient');
}

/** Weights and peaks of the inspected node; its weights are there already where its face shows them. */
async function inspected(source: ProbeSource, watched: Watched): Promise<Probe[]> {
  const { inspect, probes, nodes } = watched;
  if (!inspect) return [];
  const found = callsOf(source.models, [inspect]);
  const isShown = probes === 'weights' && nodes.includes(inspect);
  const own = isShown ? [] : await weights(source, found, 'weight');
  return [...own, ...(await peaks(source, found))];
}

/** Samples that a unit has to stay silent for before it counts as inactive. */
const PEAK_SAMPLES = 32;

/** Only an activation that is zero over a whole half can fall silent. */
const canFallSilent = ({ config }: Call): boolean =>
  config.activation === 'relu' || config.activation === 'relu6';

async function peaks({ data }: ProbeSource, found: ReadonlyMap<string, Found>): Promise<Probe[]> {
  const part = data.validation.count > 0 ? data.validation : data.train;
  const rows = Int32Array.from({ length: Math.min(PEAK_SAMPLES, part.count) }, (_, i) => i);
  const read = [...found].map(async ([node, { model, call }]): Promise<Probe | null> => {
    const isFed = model.program.inputs.every((id) => part.inputs[id] !== undefined);
    if (!canFallSilent(call) || !isFed || rows.length === 0) return null;
    const peak = tf.tidy(() => {
      const outputs = model.forward(batchOf(model, part, rows), {
        training: false,
        keep: [call.id],
      });
      const values = outputs[call.id]!;
      return tf.max(tf.abs(values), [...values.shape.keys()].slice(0, -1));
    });
    const values = Float32Array.from(await peak.data());
    peak.dispose();
    return { node, of: 'peak', shape: [values.length], values };
  });
  return (await Promise.all(read)).filter((probe): probe is Probe => probe !== null);
}

function batchOf(model: Model, part: PreparedPart, rows: Int32Array): Record<string, tf.Tensor> {
  return Object.fromEntries(
    model.program.inputs.map((id) => {
      const column = part.inputs[id]!;
      const size = sizeOf(column.shape);
      const values = new Float32Array(size * rows.length);
      gatherRows(column, size, rows, values);
      const shape = [rows.length, ...column.shape.map((n) => n ?? 1)];
      return [id, tf.tensor(values, shape, column.dtype ?? 'float32')];
    }),
  );
}

async function weights(
  { gradients }: ProbeSource,
  found: ReadonlyMap<string, Found>,
  of: 'weight' | 'gradient',
): Promise<Probe[]> {
  const probes = [...found].flatMap(([node, { model, call }]) =>
    call.weights.map(async ({ name, shape }): Promise<Probe | null> => {
      const key = `${call.sharesWith ?? call.id}.${name}`;
      const tensor =
        of === 'weight'
          ? model.variables.get(key)
          : (gradients.get(key) ?? gradients.get(`${model.program.network}.${key}`));
      if (!tensor || tensor.isDisposed || tensor.size > MAX_VALUES) return null;
      const values = Float32Array.from(await tensor.data());
      return { node, of, weight: name, shape, values };
    }),
  );
  return (await Promise.all(probes)).filter((probe): probe is Probe => probe !== null);
}

function inputsOf(model: Model, part: PreparedPart, row: number): Record<string, tf.Tensor> {
  const inputs: Record<string, tf.Tensor> = {};
  for (const id of model.program.inputs) {
    const column = part.inputs[id];
    const call = model.program.calls.find((candidate) => candidate.id === id)!;
    const shape = [1, ...call.outputShape.map((n) => n ?? 1)];
    inputs[id] = column
      ? tf.tensor(valuesAt(column, row), shape, column.dtype ?? 'float32')
      : normalTensor(shape, createRandom(row).fork(id)); // a generator's noise
  }
  return inputs;
}

async function activations(
  { models, data }: ProbeSource,
  found: ReadonlyMap<string, Found>,
  sample: number,
): Promise<Probe[]> {
  const part = data.validation.count > 0 ? data.validation : data.train;
  if (part.count === 0) return [];
  const row = ((Math.trunc(sample) % part.count) + part.count) % part.count;
  const probes: Promise<Probe>[] = [];
  for (const model of models.values()) {
    const own = [...found].filter(([, entry]) => entry.model === model);
    if (own.length === 0) continue;
    const keep = own.map(([, { call }]) => call.id);
    const outputs = tf.tidy(() => ({
      ...model.forward(inputsOf(model, part, row), { training: false, keep }),
    }));
    for (const [node, { call }] of own) {
      const output = outputs[call.id];
      if (!output || output.size > MAX_VALUES) continue;
      const shape = output.shape.slice(1);
      const read = output
        .data()
        .then(
          (values): Probe => ({ node, of: 'activation', shape, values: Float32Array.from(values) }),
        );
      probes.push(read);
    }
    await Promise.all(probes);
    tf.dispose(outputs);
  }
  return Promise.all(probes);
}
