/** Recurrent layers in PyTorch, whose own ones have fixed activations and their gates in another order. */
import type { Call } from '../program';
import { biasRow, gates } from './recurrent-weights';
import type { TorchCode } from './torch-code';
import type { TorchRow } from './torch-row';

interface Cell {
  readonly module: 'LSTM' | 'GRU' | 'RNN';
  /** PyTorch's gates by their place in Keras. */
  readonly order: readonly number[];
}

const cells: Readonly<Record<string, Cell>> = {
  LSTM: { module: 'LSTM', order: [0, 1, 2, 3] },
  // Keras has update, reset, candidate; PyTorch reset, update, candidate.
  GRU: { module: 'GRU', order: [1, 0, 2] },
  SimpleRNN: { module: 'RNN', order: [0] },
};

function gapOf(call: Call): string | undefined {
  const { activation, recurrentActivation, resetAfter } = call.config;
  const isSimple = call.kind === 'SimpleRNN';
  const first = isSimple ? ['tanh', 'relu'] : ['tanh'];
  if (!first.includes(String(activation)))
    return `PyTorch's ${call.kind} has no activation ${String(activation)}.`;
  if (!isSimple && recurrentActivation !== 'sigmoid') {
    return `PyTorch's ${call.kind} has no gates of ${String(recurrentActivation)}.`;
  }
  return call.kind === 'GRU' && resetAfter === false
    ? "PyTorch's GRU resets after its product; set resetAfter."
    : undefined;
}

function write(call: Call, code: TorchCode): void {
  const { module, order } = cells[call.kind]!;
  const { kernel, recurrentKernel, bias } = code.weights(call);
  const units = recurrentKernel!.shape[0]!;
  const activation = module === 'RNN' ? `, nonlinearity="${String(call.config.activation)}"` : '';
  const layer = code.module(
    call,
    `nn.${module}(${kernel!.shape[0]}, ${units}, batch_first=True, bias=${bias ? 'True' : 'False'}${activation})`,
    {
      weight_ih_l0: gates(kernel!, units, order),
      weight_hh_l0: gates(recurrentKernel!, units, order),
      ...(bias
        ? {
            bias_ih_l0: gates(biasRow(bias, 0), units, order),
            bias_hh_l0: gates(biasRow(bias, 1), units, order),
          }
        : {}),
    },
  );
  const [sequence, ...states] = call.inputs.map((id) => code.value(id)) as [string, ...string[]]; // one at least by its definition
  const x = call.config.goBackwards === true ? `${sequence}.flip(1)` : sequence;
  const start = states.map((state) => `${state}.unsqueeze(0)`);
  const given =
    start.length === 0 ? '' : start.length === 1 ? `, ${start[0]}` : `, (${start.join(', ')})`;
  const both = code.let(`${call.id}_both`, `${layer}(${x}${given})`);
  const last = module === 'LSTM' ? `${both}[1][0][0]` : `${both}[1][0]`;
  code.set(call.id, call.config.returnSequences === true ? `${both}[0]` : last);
  Object.keys(call.moreOutputs ?? {}).forEach((port, i) => {
    code.set(`${call.id}:${port}`, module === 'LSTM' ? `${both}[1][${i}][0]` : last);
  });
}

const row: TorchRow = { gap: gapOf, write };

export const torchRecurrentRows: Readonly<Record<string, TorchRow>> = {
  LSTM: row,
  GRU: row,
  SimpleRNN: row,
};
