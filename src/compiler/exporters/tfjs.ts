/** TensorFlow.js' layers model: `model.json` and binary shards, read by `tf.loadLayersModel`. */
import type { Config } from '../../graph/document';
import { serialise } from '../../graph/serialise';
import type { Call } from '../program';
import { snake, tfjsModel } from '../tfjs-config';
import { defineExporter, type ExportInput, type Quantization, weightsOfCall } from './exporter';
import { bytesOf, type ExportFile, type TensorData } from './files';
import { quantizedInt8, toHalf } from './quantize';
import { tfjsGaps } from './tfjs-sequences';

/** TensorFlow.js' own converter cuts weights into files of this size, which browsers cache one by one. */
const SHARD_BYTES = 4 * 1024 * 1024;

export const tfjs = defineExporter({
  id: 'tfjs',
  label: 'TensorFlow.js',
  doc: 'A layers model for `tf.loadLayersModel`: `model.json` and binary weights.',
  runtime: 'tfjs',
  quantizations: ['float16', 'int8'],
  gaps: tfjsGaps,
  files: (input) => {
    const { specs, parts } = storedWeights(input);
    const shards = cut(parts, SHARD_BYTES);
    const names = shards.map((_, i) => `group1-shard${i + 1}of${shards.length}.bin`);
    const model = {
      format: 'layers-model',
      generatedBy: 'Netloom',
      convertedBy: null,
      modelTopology: tfjsModel(input.program),
      weightsManifest: [{ paths: names, weights: specs }],
      userDefinedMetadata: { netloom: JSON.parse(serialise(input.document)) },
    };
    return new Map<string, ExportFile>([
      ['model.json', `${JSON.stringify(model)}\n`],
      ...(input.ownLayers ? [['netloom-layers.js', input.ownLayers] as const] : []),
      ...names.map((name, i) => [name, { kind: 'parts', parts: shards[i]! }] as const),
    ]);
  },
});

/** An entry of a weights manifest. */
export interface StoredSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
  readonly quantization?: {
    readonly dtype: 'float16' | 'uint8';
    readonly scale?: number;
    readonly min?: number;
  };
}

/** What TensorFlow.js calls a weight: wrappers and stacks name the layer or cell in between. */
function weightName({ id, kind, config }: Call, name: string): string {
  const inner = String((config.layer as Config | undefined)?.id); // a choice, by its declaration
  const [, way, own] = /^(forward|backward)([A-Z].*)$/.exec(name) ?? [];
  if (kind === 'Bidirectional' && way && own) {
    return `${id}/${way}_${id}_${inner}/${snake(own[0]!.toLowerCase() + own.slice(1))}`;
  }
  const [, plain, cell] = /^(.*?)(\d*)$/.exec(name) ?? [];
  if (kind === 'RNN')
    return `${id}/RNNCell_${Math.max(0, Number(cell) - 1)}/${snake(plain ?? name)}`;
  return `${id}/${snake(name)}`;
}

/** In the order of the model's layers, which is that of the program. */
export function storedWeights(input: ExportInput): { specs: StoredSpec[]; parts: Uint8Array[] } {
  const specs: StoredSpec[] = [];
  const parts: Uint8Array[] = [];
  for (const call of input.program.calls) {
    if (call.sharesWith) continue;
    for (const weight of weightsOfCall(input, call)) {
      const stored = store(weight, input.quantization);
      const { shape } = weight;
      specs.push({
        name: weightName(call, weight.name),
        shape,
        dtype: 'float32',
        ...stored.how,
      });
      parts.push(stored.bytes);
    }
  }
  return { specs, parts };
}

function store(
  weight: TensorData,
  quantization: Quantization | undefined,
): { how: Pick<StoredSpec, 'quantization'>; bytes: Uint8Array } {
  if (quantization === 'float16') {
    return { how: { quantization: { dtype: 'float16' } }, bytes: bytesOf(toHalf(weight.values)) };
  }
  if (quantization === 'int8' && weight.shape.length > 1) {
    const { values, scale, min } = quantizedInt8(weight.values);
    return { how: { quantization: { dtype: 'uint8', scale, min } }, bytes: values };
  }
  return { how: {}, bytes: bytesOf(weight.values) };
}

/** The bytes of all parts in files of at most `size`, without copying them. */
function cut(parts: readonly Uint8Array[], size: number): Uint8Array[][] {
  const files: Uint8Array[][] = [[]];
  let room = size;
  for (const part of parts) {
    for (let start = 0; start < part.length; ) {
      if (room === 0) {
        files.push([]);
        room = size;
      }
      const piece = part.subarray(start, start + room);
      files.at(-1)!.push(piece);
      start += piece.length;
      room -= piece.length;
    }
  }
  return files;
}
