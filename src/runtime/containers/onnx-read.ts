/** Reads ONNX models. Total on hostile bytes: a graph or a `ContainerError`, and nothing is allocated beyond the file. */
import * as onnxProto from 'onnx-proto';
import { fromHalf } from '../../compiler/half';
import type {
  OnnxConstant,
  OnnxGraph,
  OnnxPort,
  OnnxValue,
} from '../../compiler/importers/onnx-model';
import { ContainerError } from './container-error';

// Node sees a CommonJS module as its default export only; bundlers see its names.
const { onnx } = 'default' in onnxProto ? (onnxProto.default as typeof onnxProto) : onnxProto;

type TensorProto = InstanceType<typeof onnx.TensorProto>;
type AttributeProto = InstanceType<typeof onnx.AttributeProto>;
type ValueInfoProto = InstanceType<typeof onnx.ValueInfoProto>;

/** Finds the bytes of a file beside the model; `undefined` where there is none. */
export type ReadBeside = (name: string) => Uint8Array | undefined;

const broken = (received: string): ContainerError => new ContainerError('ONNX', received);

/** Throws a `ContainerError` that says what was received. */
export function readOnnx(bytes: Uint8Array, readBeside: ReadBeside = () => undefined): OnnxGraph {
  const model = decoded(bytes);
  const { graph } = model;
  if (!graph || model.opsetImport.length === 0) throw broken('has no graph');
  const constants = new Map(
    (graph.initializer ?? []).map((tensor) => {
      // Decoding gives instances; the generated types only promise their interface.
      const proto = tensor as TensorProto;
      return [proto.name, constantOf(proto, readBeside)] as const;
    }),
  );
  const ports = (list: typeof graph.input) => (list ?? []).map((p) => portOf(p as ValueInfoProto));
  return {
    name: graph.name ?? '',
    opset: Number(model.opsetImport.find(({ domain }) => !domain)?.version ?? 0),
    producer: model.producerName,
    metadata: Object.fromEntries(
      model.metadataProps.map(({ key, value }) => [key ?? '', value ?? '']),
    ),
    operators: (graph.node ?? []).map((node) => ({
      name: node.name ?? '',
      op: node.opType ?? '',
      domain: node.domain === 'ai.onnx' ? '' : (node.domain ?? ''),
      inputs: node.input ?? [],
      outputs: node.output ?? [],
      attributes: Object.fromEntries(
        (node.attribute ?? []).map((a) => [
          a.name ?? '',
          attributeOf(a as AttributeProto, readBeside),
        ]),
      ),
    })),
    constants,
    // Up to opset 8 of the format weights stand among the inputs as well.
    inputs: ports(graph.input).filter(({ name }) => !constants.has(name)),
    outputs: ports(graph.output),
    shapes: new Map(
      ports(graph.valueInfo).flatMap(({ name, shape }) => (shape ? [[name, shape]] : [])),
    ),
  };
}

function decoded(bytes: Uint8Array): InstanceType<typeof onnx.ModelProto> {
  try {
    return onnx.ModelProto.decode(bytes);
  } catch {
    throw broken(`of ${bytes.length} bytes is cut off or no protobuf`);
  }
}

function portOf({ name, type }: ValueInfoProto): OnnxPort {
  const tensor = type?.tensorType;
  const dims = tensor?.shape?.dim;
  const shape = dims?.map(({ dimValue }) => {
    const size = Number(dimValue ?? 0);
    return size > 0 ? size : null;
  });
  const isInteger = [2, 3, 4, 5, 6, 7, 12, 13].includes(tensor?.elemType ?? 1);
  return { name, shape, isInteger };
}

function attributeOf(proto: AttributeProto, readBeside: ReadBeside): OnnxValue {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  switch (proto.type) {
    case 1:
      return { float: proto.f };
    case 2:
      return { int: Number(proto.i) };
    case 3:
      return { text: text(proto.s) };
    case 4:
      return proto.t
        ? { tensor: constantOf(proto.t as TensorProto, readBeside) }
        : { unread: 'tensor' };
    case 6:
      return { floats: proto.floats };
    case 7:
      return { ints: proto.ints.map(Number) };
    case 8:
      return { texts: proto.strings.map(text) };
    default:
      return { unread: `attribute type ${proto.type}` };
  }
}

/** ONNX's element types: bytes a value, and how its little-endian bytes are read. */
const elements: Readonly<
  Record<number, { width: number; read: (view: DataView, at: number) => number; whole?: true }>
> = {
  1: { width: 4, read: (view, at) => view.getFloat32(at, true) },
  2: { width: 1, read: (view, at) => view.getUint8(at), whole: true },
  3: { width: 1, read: (view, at) => view.getInt8(at), whole: true },
  6: { width: 4, read: (view, at) => view.getInt32(at, true), whole: true },
  7: { width: 8, read: (view, at) => Number(view.getBigInt64(at, true)), whole: true },
  9: { width: 1, read: (view, at) => view.getUint8(at), whole: true },
  10: { width: 2, read: (view, at) => fromHalf(view.getUint16(at, true)) },
  11: { width: 8, read: (view, at) => view.getFloat64(at, true) },
};

function constantOf(proto: TensorProto, readBeside: ReadBeside): OnnxConstant {
  const shape = proto.dims.map(Number);
  const count = shape.reduce((product, size) => product * size, 1);
  const element = elements[proto.dataType];
  if (!element) throw broken(`has the tensor ${proto.name} of element type ${proto.dataType}`);
  const listed = [proto.floatData, proto.int32Data, proto.int64Data, proto.doubleData].find(
    (list) => list.length > 0,
  );
  const bytes = proto.dataLocation === 1 ? besideOf(proto, readBeside) : proto.rawData;
  const length = listed ? listed.length : bytes.length / element.width;
  if (!shape.every((size) => Number.isInteger(size) && size >= 0) || length !== count) {
    throw broken(`has the tensor ${proto.name} of shape [${shape}] with ${length} values`);
  }
  if (listed) {
    // Halves are listed as their bits.
    const half = proto.dataType === 10;
    const values = listed.map((value) => (half ? fromHalf(Number(value)) : Number(value)));
    return { shape, values: element.whole ? values : Float32Array.from(values) };
  }
  // A copy is aligned; every machine that this runs on is little-endian, as the format is.
  if (proto.dataType === 1)
    return { shape, values: new Float32Array(new Uint8Array(bytes).buffer) };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (_: unknown, i: number): number => element.read(view, i * element.width);
  const values = element.whole
    ? Array.from({ length: count }, read)
    : Float32Array.from({ length: count }, read);
  return { shape, values };
}

function besideOf({ name, externalData }: TensorProto, readBeside: ReadBeside): Uint8Array {
  const entries = Object.fromEntries(
    externalData.map(({ key, value }) => [key ?? '', value ?? '']),
  );
  const location = entries.location ?? '';
  // A name, not a path: nothing outside the model's own folder is read.
  const bytes = /^[^/\\]+$/.test(location) ? readBeside(location) : undefined;
  if (!bytes) throw broken(`keeps ${name} in ${location || 'a file'}, which is not beside it`);
  const offset = Number(entries.offset ?? 0);
  return bytes.subarray(offset, offset + Number(entries.length ?? bytes.length - offset));
}
