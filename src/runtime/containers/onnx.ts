/** ONNX models as protobuf. Beyond protobuf's two gigabytes weights go to a second file, as ONNX has it. */
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

const dataTypes = { float32: 1, uint8: 2, int8: 3, int64: 7, float16: 10 } as const;
/** `AttributeProto.AttributeType`. */
const attributeTypes = { float: 1, int: 2, text: 3, ints: 7, texts: 8 } as const;
const EXTERNAL = 1;

export interface EncodedOnnx {
  readonly model: Uint8Array;
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
  const total = source.initializers.reduce((sum, { values }) => sum + values.byteLength, 0);
  const external: Uint8Array[] | undefined = total > largest ? [] : undefined;
  let offset = 0;
  const initializer = source.initializers.map((tensor) => {
    const bytes = bytesOf(tensor.values);
    // Small constants are read while shapes are inferred, before external files are.
    if (!external || bytes.length < 1024) return tensorProto(tensor, { rawData: bytes });
    external.push(bytes);
    const place = { location: externalName, offset: String(offset), length: String(bytes.length) };
    offset += bytes.length;
    return tensorProto(tensor, { dataLocation: EXTERNAL, externalData: entries(place) });
  });
  const model = onnx.ModelProto.encode({
    irVersion: 8,
    producerName: 'Netloom',
    docString: source.doc,
    opsetImport: [{ domain: '', version: source.opset }],
    metadataProps: entries(source.metadata),
    graph: {
      name: source.name,
      node: source.nodes.map(({ name, op, inputs, outputs, attributes = {} }) => ({
        name,
        opType: op,
        input: [...inputs],
        output: [...outputs],
        attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
      })),
      initializer,
      input: source.inputs.map(valueProto),
      output: source.outputs.map(valueProto),
    },
  }).finish();
  return { model, ...(external ? { external } : {}) };
}

const entries = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

function tensorProto({ name, shape, dtype }: OnnxTensor, content: object) {
  return { name, dims: [...shape], dataType: dataTypes[dtype], ...content };
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
