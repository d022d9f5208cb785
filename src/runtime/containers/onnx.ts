/**
 * ONNX models as protobuf. Weights stay where they are: the library encodes what is around them. Beyond protobuf's two
 * gigabytes they go to a second file, as ONNX has it.
 */
import * as onnxProto from 'onnx-proto';
import {
  bytesOf,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxTensor,
  type OnnxValue,
} from '../../compiler/exporters/files';
import type { Parts } from './parts';

// Node sees a CommonJS module as its default export only; bundlers see its names.
const { onnx } = 'default' in onnxProto ? (onnxProto.default as typeof onnxProto) : onnxProto;

/** Protobuf readers refuse messages of 2 GiB; what is below leaves room for the graph. */
const LARGEST_MESSAGE = 2_000_000_000;

/** Bytes of a value. */
const widths = { float32: 4, uint8: 1, int8: 1, int64: 8, float16: 2 } as const;
const dataTypes = { float32: 1, uint8: 2, int8: 3, int64: 7, float16: 10 } as const;
/** `AttributeProto.AttributeType`. */
const attributeTypes = { float: 1, int: 2, text: 3, ints: 7, texts: 8 } as const;
const EXTERNAL = 1;
/** Numbers of `ModelProto.graph`, `GraphProto.initializer` and `TensorProto.raw_data`. */
const GRAPH = 7;
const INITIALIZER = 5;
const RAW_DATA = 9;

export interface EncodedOnnx {
  readonly model: Parts;
  /** The second file, where one is needed. */
  readonly external?: Parts;
}

export interface OnnxOptions {
  /** Name of the second file, relative to the first. */
  readonly externalName: string;
  /** Weights of more bytes than this go to the second file. */
  readonly largest?: number;
}

export function encodeOnnx(source: OnnxModel, options: OnnxOptions): EncodedOnnx {
  const { externalName, largest = LARGEST_MESSAGE } = options;
  const total = source.initializers.reduce((sum, tensor) => sum + sizeOf(tensor), 0);
  const outside: OnnxTensor[] = [];
  let offset = 0;
  const initializers = source.initializers.map((tensor): Sized => {
    const size = sizeOf(tensor);
    // Small constants are read while shapes are inferred, before external files are.
    if (total <= largest || size < 1024) {
      const raw = field(RAW_DATA, { size, parts: valuesOf([tensor]) });
      return field(INITIALIZER, joint([bytes(tensorProto(tensor)), raw]));
    }
    outside.push(tensor);
    const place = { location: externalName, offset: String(offset), length: String(size) };
    offset += size;
    const elsewhere = { dataLocation: EXTERNAL, externalData: entries(place) };
    return field(INITIALIZER, bytes(tensorProto(tensor, elsewhere)));
  });
  const graph = onnx.GraphProto.encode({
    name: source.name,
    node: source.nodes.map(({ name, op, inputs, outputs, attributes = {} }) => ({
      name,
      opType: op,
      input: [...inputs],
      output: [...outputs],
      attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
    })),
    input: source.inputs.map(valueProto),
    output: source.outputs.map(valueProto),
  }).finish();
  const head = onnx.ModelProto.encode({
    irVersion: 8,
    producerName: 'Netloom',
    docString: source.doc,
    opsetImport: [{ domain: '', version: source.opset }],
    metadataProps: entries(source.metadata),
  }).finish();
  const { parts } = joint([bytes(head), field(GRAPH, joint([bytes(graph), ...initializers]))]);
  return { model: parts, ...(total > largest ? { external: valuesOf(outside) } : {}) };
}

/** Pieces whose size is known before they are made. */
interface Sized {
  readonly size: number;
  readonly parts: Parts;
}

const sizeOf = ({ shape, dtype }: OnnxTensor): number =>
  shape.reduce((product, size) => product * size, widths[dtype]);

const bytes = (part: Uint8Array): Sized => ({ size: part.length, parts: [part] });

/** One tensor's values at a time. */
const valuesOf = (tensors: readonly OnnxTensor[]): Parts => ({
  *[Symbol.iterator]() {
    for (const { values } of tensors) yield bytesOf(values);
  },
});

const joint = (all: readonly Sized[]): Sized => ({
  size: all.reduce((sum, { size }) => sum + size, 0),
  parts: {
    *[Symbol.iterator]() {
      for (const { parts } of all) yield* parts;
    },
  },
});

/** A field of protobuf's wire type 2 around what it holds: fields may follow one another in any order. */
function field(number: number, content: Sized): Sized {
  const head = [(number << 3) | 2];
  let rest = content.size;
  for (; rest >= 128; rest = Math.floor(rest / 128)) head.push((rest % 128) | 128);
  return joint([bytes(Uint8Array.from([...head, rest])), content]);
}

const entries = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

function tensorProto({ name, shape, dtype }: OnnxTensor, content: object = {}): Uint8Array {
  const proto = { name, dims: [...shape], dataType: dataTypes[dtype], ...content };
  return onnx.TensorProto.encode(proto).finish();
}

function attributeProto(name: string, value: OnnxAttribute) {
  if ('int' in value) return { name, type: attributeTypes.int, i: value.int };
  if ('float' in value) return { name, type: attributeTypes.float, f: value.float };
  if ('ints' in value) return { name, type: attributeTypes.ints, ints: [...value.ints] };
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  if ('text' in value) return { name, type: attributeTypes.text, s: encode(value.text) };
  return { name, type: attributeTypes.texts, strings: value.texts.map(encode) };
}

function valueProto({ name, shape }: OnnxValue) {
  const dim = shape.map((size) =>
    typeof size === 'string' ? { dimParam: size } : { dimValue: size },
  );
  return { name, type: { tensorType: { elemType: dataTypes.float32, shape: { dim } } } };
}
