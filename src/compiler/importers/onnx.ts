/**
 * ONNX to a document: operators become layers, weights turn to channels last, pictures come in height × width ×
 * channels. An operator without a layer becomes a placeholder `onnx.<op>` that keeps its attributes.
 */
import type { Config, Document, Json } from '../../graph/document';
import { MAIN } from '../../graph/document';
import { ImportError, type Imported, Unsupported } from './importer';
import { laidOut } from './laid-out';
import { NetworkBuilder } from './network-builder';
import { arithmeticRows } from './onnx-arithmetic';
import { type Known, OnnxCall, type Row } from './onnx-call';
import { fold } from './onnx-constants';
import { functionRows } from './onnx-functions';
import type { OnnxGraph, OnnxOperator, OnnxPort, OnnxValue } from './onnx-model';
import { partRows } from './onnx-parts';
import { recurrentRows } from './onnx-recurrent';
import { reduceOverSpace, shapeRows } from './onnx-shapes';
import { averagePool, conv, convTranspose, globalPool, maxPool } from './onnx-windows';
import { arranged, channelsFirst, straight, type Wire } from './onnx-wire';

const rows: Readonly<Record<string, Row>> = {
  ...arithmeticRows,
  ...shapeRows,
  ...partRows,
  ...functionRows,
  ...recurrentRows,
  Conv: conv,
  ConvTranspose: convTranspose,
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalMaxPool: globalPool('Max'),
  GlobalAveragePool: globalPool('Average'),
  ReduceMean: reduceOverSpace('Average'),
  ReduceMax: reduceOverSpace('Max'),
};

/** Operators that read pictures or series with channels second, and those that such a value may pass on its way. */
const spatial =
  /^(Conv|ConvTranspose|MaxPool|AveragePool|Global\w+Pool|BatchNormalization|InstanceNormalization|Resize|Upsample|Pad)$/;
const onTheWay = /^(Identity|Cast|Add|Sub|Mul|Div|Relu|Clip|Concat|Dropout|Slice|Split)$/;

/** The document of a graph. Throws `ImportError` where there is nothing to import. */
export function importOnnx(graph: OnnxGraph, name: string): Imported {
  if (graph.inputs.length === 0 || graph.outputs.length === 0) {
    throw new ImportError(
      `The ONNX graph has ${graph.inputs.length} inputs and ${graph.outputs.length} outputs; one of each is the least.`,
    );
  }
  const builder = new NetworkBuilder(MAIN);
  const known: Known = {
    constants: new Map(graph.constants),
    wires: new Map(),
    readers: readersOf(graph),
  };
  const inputOrders: Record<string, readonly number[]> = {};
  for (const port of graph.inputs) {
    const wire = inputOf(builder, graph, port);
    known.wires.set(port.name, wire);
    if (wire.order.some((axis, i) => axis !== i)) inputOrders[wire.node] = wire.order;
  }
  // Exporters write a constant where it is used, and a pattern looks ahead.
  for (const operator of graph.operators) if (operator.op === 'Constant') fold(operator, known);
  for (const operator of graph.operators) addOperator(builder, graph, known, operator);
  for (const port of graph.outputs) addOutput(builder, known, port.name);
  const document: Document = {
    format: 'netloom',
    version: 1,
    name,
    networks: { [MAIN]: laidOut(builder.network()) },
  };
  return {
    document,
    weights: builder.weights,
    placeholders: builder.placeholders,
    notes: [],
    inputOrders,
  };
}

function readersOf({ operators }: OnnxGraph): Map<string, OnnxOperator[]> {
  const readers = new Map<string, OnnxOperator[]>();
  for (const operator of operators) {
    for (const name of operator.inputs) {
      const list = readers.get(name);
      if (list) list.push(operator);
      else readers.set(name, [operator]);
    }
  }
  return readers;
}

function inputOf(builder: NetworkBuilder, graph: OnnxGraph, port: OnnxPort): Wire {
  const sizes = port.shape;
  if (!sizes || sizes.length < 2) {
    throw new ImportError(
      `The ONNX input ${port.name} has ${sizes ? `the shape [${sizes}]` : 'no shape'}; a batch axis and one more are the least. Export it again with shapes.`,
    );
  }
  const order = isSpatial(graph, port.name) ? channelsFirst(sizes.length) : straight(sizes.length);
  const shape = straight(sizes.length)
    .map((axis) => sizes[order.indexOf(axis)] ?? null)
    .slice(1);
  const [place] = builder.add({
    kind: 'Input',
    name: port.name,
    config: { shape, ...(port.isInteger ? { dtype: 'int32' } : {}) },
    inputs: [],
  });
  return { ...place!, order };
}

/** Whether the first operator that minds the order of axes has channels second. */
function isSpatial({ operators }: OnnxGraph, name: string): boolean {
  const open = new Set([name]);
  for (const { op, inputs, outputs } of operators) {
    if (!open.has(inputs[0] ?? '')) continue;
    if (spatial.test(op)) return true;
    if (onTheWay.test(op)) for (const output of outputs) open.add(output);
  }
  return false;
}

function addOperator(
  builder: NetworkBuilder,
  graph: OnnxGraph,
  known: Known,
  operator: OnnxOperator,
): void {
  // A row may have taken this operator in, as a product takes the bias behind it.
  if (operator.outputs.every((name) => !name || known.wires.has(name))) return;
  if (fold(operator, known)) return;
  const call = new OnnxCall(operator, known, builder, followerOf(graph, known, operator));
  const row = operator.domain === '' ? rows[operator.op] : undefined;
  try {
    if (!row) throw new Unsupported(`There is no layer for the operator ${operator.op}.`);
    row(call);
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    hold(call, graph, error.message);
  }
}

/** The one operator that reads the only output, where nobody else does. */
function followerOf({ outputs: ends }: OnnxGraph, { readers }: Known, { outputs }: OnnxOperator) {
  const [name] = outputs;
  if (!name || outputs.length !== 1 || ends.some((end) => end.name === name)) return undefined;
  const list = readers.get(name) ?? [];
  return list.length === 1 ? list[0] : undefined;
}

/** A placeholder with everything that was computed as its input, and its shape where the file says it. */
function hold({ operator, known, builder }: OnnxCall, graph: OnnxGraph, reason: string): void {
  const { op, name, inputs, outputs } = operator;
  const shape = graph.shapes.get(outputs[0] ?? '')?.slice(1);
  const addition = {
    kind: `onnx.${op}`,
    name: name || outputs[0] || op,
    config: attributesOf(operator),
    inputs: inputs.flatMap((input) => known.wires.get(input) ?? []),
  };
  const place = builder.addPlaceholder(addition, reason, shape);
  for (const output of outputs) {
    known.wires.set(output, { ...place, order: straight((shape?.length ?? 0) + 1) });
  }
}

function attributesOf({ attributes }: OnnxOperator): Config {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, jsonOf(value)]),
  );
}

function jsonOf(value: OnnxValue): Json {
  if ('tensor' in value) return { shape: value.tensor.shape };
  return Object.values(value)[0] ?? null;
}

function addOutput(builder: NetworkBuilder, known: Known, name: string): void {
  const wire = known.wires.get(name);
  if (!wire) throw new ImportError(`The ONNX graph never computes its output ${name}.`);
  const plain = wire.shape ? arranged(builder, wire, straight(wire.order.length)) : wire;
  builder.addOutput(name, plain);
}
