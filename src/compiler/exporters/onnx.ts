/** ONNX: a graph of standard operators, weights inside, for onnxruntime and everything else that reads the format. */
import { serialise } from '../../graph/serialise';
import type { Shape } from '../layer';
import { defineExporter, type ExportInput } from './exporter';
import type { ExportFile, OnnxModel, OnnxTensor, OnnxValue } from './files';
import { attentionRows } from './onnx-attention';
import { convLSTM2D } from './onnx-conv-lstm';
import { convolutionRows } from './onnx-convolution';
import { OnnxGraph } from './onnx-graph';
import { pictureRows } from './onnx-pictures';
import { onnxQuantized } from './onnx-quantized';
import { recurrentRows } from './onnx-recurrent';
import type { Row } from './onnx-row';
import { shapeRows } from './onnx-shapes';
import { timeDistributed } from './onnx-steps';
import { valueRows } from './onnx-values';
import { gapsOfRows } from './row-gaps';

/** The newest that Debian's onnx, Windows ML and the mobile runtimes all read. */
const OPSET = 17;

const input: Row = { write: (call, graph) => graph.set(call.id, graph.fresh(call.id)) };
const output: Row = { write: (call, graph) => graph.alias(call.id, call.inputs[0]!) };

const rows: Readonly<Record<string, Row>> = {
  Input: input,
  Output: output,
  ...valueRows,
  ...shapeRows,
  ...convolutionRows,
  ...pictureRows,
  ...attentionRows,
  ...recurrentRows,
  ConvLSTM2D: convLSTM2D,
};

/** How a kind is written, by kind; what is not here is a gap. */
export const onnxRows: Readonly<Record<string, Row>> = {
  ...rows,
  TimeDistributed: timeDistributed(rows),
};

export const onnx = defineExporter({
  id: 'onnx',
  label: 'ONNX',
  doc: 'One `.onnx` file of standard operators (opset 17), for onnxruntime and others.',
  runtime: 'onnxruntime',
  quantizations: ['float16', 'int8'],
  gaps: (program) => gapsOfRows(program, onnxRows, 'ONNX'),
  files: (input) =>
    new Map<string, ExportFile>([
      ['model.onnx', { kind: 'onnx', model: modelOf(input), externalName: 'model.onnx.data' }],
    ]),
});

function modelOf(input: ExportInput): OnnxModel {
  const { program, document, quantization } = input;
  const graph = new OnnxGraph(input);
  for (const call of program.calls) onnxRows[call.kind]!.write(call, graph);
  const shape = (id: string): Shape => graph.shapeOf(id);
  const outputs = program.outputs.map((id): OnnxValue => {
    const name = graph.add('Identity', [graph.value(id)], {}, id);
    return { name, shape: dims(id, shape(id)) };
  });
  const inputs = program.inputs.map(
    (id): OnnxValue => ({ name: graph.value(id), shape: dims(id, shape(id)) }),
  );
  const whole = {
    name: program.network,
    opset: OPSET,
    doc: document.about?.description ?? document.name,
    metadata: { netloom: serialise(document) },
    inputs,
    outputs,
    nodes: graph.nodes,
    initializers: graph.initializers as readonly OnnxTensor[],
  };
  return quantization ? onnxQuantized(whole, quantization) : whole;
}

const dims = (id: string, shape: Shape): (number | string)[] => [
  'batch',
  ...shape.map((size, i) => size ?? `${id}_${i + 1}`),
];
