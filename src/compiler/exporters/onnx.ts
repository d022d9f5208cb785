/** ONNX: a graph of standard operators, weights inside, for onnxruntime and everything else that reads the format. */
import { serialise } from '../../graph/serialise';
import type { Shape } from '../layer';
import { maskFlow, maskRuleOf } from '../masks';
import type { Call } from '../program';
import { defineExporter, type ExportInput, gapsBy } from './exporter';
import type { ExportFile, OnnxModel, OnnxTensor, OnnxValue } from './files';
import { attentionRows } from './onnx-attention';
import { convolutionRows } from './onnx-convolution';
import { OnnxGraph } from './onnx-graph';
import { onnxQuantized } from './onnx-quantized';
import { recurrentRows } from './onnx-recurrent';
import type { Row } from './onnx-row';
import { shapeRows } from './onnx-shapes';
import { valueRows } from './onnx-values';

/** The newest that Debian's onnx, Windows ML and the mobile runtimes all read. */
const OPSET = 17;

const input: Row = { write: (call, graph) => graph.set(call.id, graph.fresh(call.id)) };
const output: Row = { write: (call, graph) => graph.alias(call.id, call.inputs[0]!) };

/** How a kind is written, by kind; what is not here is a gap. */
export const onnxRows: Readonly<Record<string, Row>> = {
  Input: input,
  Output: output,
  ...valueRows,
  ...shapeRows,
  ...convolutionRows,
  ...attentionRows,
  ...recurrentRows,
};

function gapOf(call: Call): string | undefined {
  const row = Object.hasOwn(onnxRows, call.kind) ? onnxRows[call.kind] : undefined;
  return row ? row.gap?.(call) : `ONNX has no row for ${call.kind} yet.`;
}

/** Padding that a layer leaves out here and would not leave out there. */
function maskGap(call: Call, masked: ReadonlySet<string>): string | undefined {
  const walks = Object.hasOwn(recurrentRows, call.kind);
  const reads = walks || maskRuleOf(call) === 'uses' || call.kind.endsWith('Attention');
  return reads && call.inputs.some((id) => masked.has(id))
    ? 'The mask of padded steps cannot be written in ONNX yet; it would take padding for steps.'
    : undefined;
}

export const onnx = defineExporter({
  id: 'onnx',
  label: 'ONNX',
  doc: 'One `.onnx` file of standard operators (opset 17), for onnxruntime and others.',
  runtime: 'onnxruntime',
  quantizations: ['float16', 'int8'],
  gaps: (program) => {
    const { masked } = maskFlow(program);
    return gapsBy(program, (call) => gapOf(call) ?? maskGap(call, masked));
  },
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
