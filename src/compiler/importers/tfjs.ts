/** A layers model of TensorFlow.js (`model.json` and its weight files) to networks and the values of their weights. */
import { fromHalf } from '../half';
import { ImportError } from './importer';
import { type ImportedNetworks, importKerasConfig } from './keras-config';
import { camel, isObject } from './keras-values';

/** How whole numbers stand for floats: `value * scale + min`, or half precision. */
export type Quantization =
  | { readonly dtype: 'uint8' | 'uint16'; readonly min: number; readonly scale: number }
  | { readonly dtype: 'float16' };

/** A weight as the file holds it. */
export interface StoredWeight {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: Quantization;
  readonly bytes: Uint8Array;
}

export interface ImportedModel extends ImportedNetworks {
  /** By `<call>.<weight>`, as the lowered document names its calls. */
  readonly weights: ReadonlyMap<string, StoredWeight>;
}

const widths: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** Values of a weight as floats, quantised ones restored. */
export function weightValues({ bytes, dtype, quantization }: StoredWeight): Float32Array {
  const stored = quantization?.dtype ?? dtype;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength / (widths[stored] ?? 4);
  const values = new Float32Array(length);
  const read: Readonly<Record<string, (i: number) => number>> = {
    float32: (i) => view.getFloat32(4 * i, true),
    int32: (i) => view.getInt32(4 * i, true),
    uint16: (i) => view.getUint16(2 * i, true),
    float16: (i) => fromHalf(view.getUint16(2 * i, true)),
  };
  const at = read[stored] ?? ((i: number) => view.getUint8(i));
  const [scale, min] =
    quantization && 'scale' in quantization ? [quantization.scale, quantization.min] : [1, 0];
  for (let i = 0; i < length; i++) values[i] = at(i) * scale + min;
  return values;
}

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: Quantization;
}

/** Every weight of the manifest, in the order in which the bytes lie after one another. */
function manifestOf(json: unknown): Entry[] {
  const groups = isObject(json) ? json.weightsManifest : undefined;
  if (!Array.isArray(groups)) throw new ImportError('model.json lists no weights.');
  return groups.flatMap((group) => {
    const weights = isObject(group) ? group.weights : undefined;
    return Array.isArray(weights) ? weights.map(readEntry) : [];
  });
}

function readEntry(value: unknown): Entry {
  const isEntry =
    isObject(value) &&
    typeof value.name === 'string' &&
    typeof value.dtype === 'string' &&
    Array.isArray(value.shape) &&
    value.shape.every((size) => typeof size === 'number' && size >= 0);
  if (!isEntry) throw new ImportError('A weight of model.json has no name, shape and type.');
  return value as unknown as Entry; // every field that is used was looked at
}

/** Which call a weight's name means: the longest path of a layer that it begins with, and what follows. */
function targetOf(
  name: string,
  layers: ReadonlyMap<string, ImportedNetworks['layers'][number]>,
): string | undefined {
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
    const layer = layers.get(name.slice(0, at));
    if (layer) return `${layer.call}.${weightName(layer, name.slice(at + 1))}`;
  }
  return undefined;
}

/** `forward_…/kernel` → `forwardKernel`; `RNNCell_1/kernel` → `kernel2` where cells stand on each other. */
function weightName(
  { className, cells }: ImportedNetworks['layers'][number],
  rest: string,
): string {
  const own = camel(rest.slice(rest.lastIndexOf('/') + 1));
  const [, way] = /^(forward|backward)_.*\//.exec(rest) ?? [];
  if (className === 'Bidirectional' && way) return way + own[0]!.toUpperCase() + own.slice(1);
  const [, cell] = /_(\d+)\//.exec(rest) ?? [];
  return className === 'RNN' && cells > 1 ? `${own}${Number(cell ?? 0) + 1}` : own;
}

/** The weights of `model.json` by their names there; `bytes` are the weight files after one another. */
export function readTfjsWeights(
  modelJson: unknown,
  bytes: Uint8Array,
): ReadonlyMap<string, StoredWeight> {
  const weights = new Map<string, StoredWeight>();
  let at = 0;
  for (const { name, shape, dtype, quantization } of manifestOf(modelJson)) {
    const width = widths[quantization?.dtype ?? dtype];
    if (width === undefined) throw new ImportError(`The weight ${name} has the type ${dtype}.`);
    const length = shape.reduce((a, b) => a * b, 1) * width;
    if (at + length > bytes.length) {
      throw new ImportError(`The weight files end at ${bytes.length} bytes, before ${name} does.`);
    }
    const stored = { shape, dtype, bytes: bytes.subarray(at, at + length) };
    weights.set(name, quantization ? { ...stored, quantization } : stored);
    at += length;
  }
  return weights;
}

/** Throws an `ImportError` for what is no such model. */
export function importTfjs(modelJson: unknown, bytes: Uint8Array): ImportedModel {
  const imported = importKerasConfig(modelJson, { statesFrom: 'top' });
  const layers = new Map(imported.layers.map((layer) => [layer.path, layer]));
  const weights = new Map<string, StoredWeight>();
  for (const [name, weight] of readTfjsWeights(modelJson, bytes)) {
    const target = targetOf(name, layers);
    if (target) weights.set(target, weight);
  }
  return { ...imported, weights };
}
