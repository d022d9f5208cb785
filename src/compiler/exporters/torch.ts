/** PyTorch: a module in source, its weights as safetensors, a script that predicts and one that trains. */
import type { Program } from '../program';
import { defineExporter, type ExportInput } from './exporter';
import type { ExportFile } from './files';
import { className, pythonName } from './python-names';
import { gapsOfRows } from './row-gaps';
import { torchAttentionRows } from './torch-attention';
import { TorchCode } from './torch-code';
import { convLstmHelper, torchConvLSTM2D } from './torch-conv-lstm';
import { torchConvolutionRows } from './torch-convolution';
import { torchPictureRows } from './torch-pictures';
import { overPaddingHelper, torchRecurrentRows } from './torch-recurrent';
import type { TorchRow } from './torch-row';
import { loadScript, weightReader } from './torch-scripts';
import { torchShapeRows } from './torch-shapes';
import { torchTimeDistributed } from './torch-steps';
import { trainingGap, trainScript } from './torch-training';
import { torchValueRows } from './torch-values';

const rows: Readonly<Record<string, TorchRow>> = {
  Input: { write: (call, code) => code.set(call.id, code.argument(call.id)) },
  Output: { write: (call, code) => code.alias(call.id, call.inputs[0]!) },
  ...torchValueRows,
  ...torchShapeRows,
  ...torchConvolutionRows,
  ...torchPictureRows,
  ...torchRecurrentRows,
  ...torchAttentionRows,
  ConvLSTM2D: torchConvLSTM2D,
};

/** How a kind is written, by kind; what is not here is a gap. */
export const torchRows: Readonly<Record<string, TorchRow>> = {
  ...rows,
  TimeDistributed: torchTimeDistributed(rows),
};

export const pytorch = defineExporter({
  id: 'pytorch',
  label: 'PyTorch',
  doc: 'An `nn.Module` in source with its weights, and scripts that predict and train.',
  runtime: 'pytorch',
  writesTraining: true,
  gaps: (program) => gapsOfRows(program, torchRows, 'PyTorch'),
  files: (input) => {
    const code = new TorchCode(input.program, input);
    for (const call of input.program.calls) torchRows[call.kind]!.write(call, code);
    return new Map<string, ExportFile>([
      ['model.py', moduleText(input, code)],
      [
        'model.safetensors',
        {
          kind: 'safetensors',
          tensors: code.tensors,
          metadata: { format: 'pt', channels: 'last' },
        },
      ],
      ['weights.py', weightReader],
      ['load.py', loadScript(input)],
      ...(trainingGap(input) === undefined ? [['train.py', trainScript(input)] as const] : []),
    ]);
  },
});

const helpers: Readonly<Record<string, string>> = {
  conv_lstm: convLstmHelper,
  over_padding: overPaddingHelper,
  same_pad: `def same_pad(x, kernel, stride, dilation, value):
    """Zeros so that every window fits, the odd one at the end, for sizes that are known when they come."""
    pads = []
    for size, k, s, d in zip(reversed(x.shape[2:]), reversed(kernel), reversed(stride), reversed(dilation)):
        total = max((-(-size // s) - 1) * s + (k - 1) * d + 1 - size, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, pads, value=value)


`,
};

function shapes(program: Program, ids: readonly string[]): string {
  const of = (id: string) => program.calls.find((call) => call.id === id)?.outputShape ?? [];
  return ids
    .map((id) => `\`${id}\` [${['batch', ...of(id).map((size) => size ?? '?')].join(', ')}]`)
    .join(', ');
}

function moduleText(input: ExportInput, code: TorchCode): string {
  const { document, program } = input;
  const results = program.outputs.map((id) => code.value(id));
  const args = program.inputs.map((id) => code.value(id));
  const indent = (lines: readonly string[]): string =>
    lines.map((line) => `        ${line}\n`).join('');
  return `"""${document.name.replaceAll('"', "'")}, exported by Netloom. Channels come last at inputs and outputs, as in the studio."""
import torch
import torch.nn.functional as F
from torch import nn


${[...code.helpers].map((name) => helpers[name]).join('')}class ${className(input.document)}(nn.Module):
    """From ${shapes(program, program.inputs)} to ${shapes(program, program.outputs)}."""

    def __init__(self):
        super().__init__()
${indent(code.made)}
    def forward(self, ${args.map(pythonName).join(', ')}):
${indent(code.lines)}        return ${results.join(', ')}
`;
}
