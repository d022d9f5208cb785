/** Recurrent layers in PyTorch, whose own ones have fixed activations and their gates in another order. */
import type { Config } from '../../graph/document';
import { prefixed } from '../families/wrapped';
import type { Choice } from '../params';
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

function gapOf(kind: string, config: Config): string | undefined {
  const { activation, recurrentActivation, resetAfter } = config;
  if (!Object.hasOwn(cells, kind)) return `PyTorch has no layer for ${kind}.`;
  const isSimple = kind === 'SimpleRNN';
  const first = isSimple ? ['tanh', 'relu'] : ['tanh'];
  if (!first.includes(String(activation)))
    return `PyTorch's ${kind} has no activation ${String(activation)}.`;
  if (!isSimple && recurrentActivation !== 'sigmoid') {
    return `PyTorch's ${kind} has no gates of ${String(recurrentActivation)}.`;
  }
  return kind === 'GRU' && resetAfter === false
    ? "PyTorch's GRU resets after its product; set resetAfter."
    : undefined;
}

/** Steps that count are packed, so that a layer skips padding. */
export const overPaddingHelper = `def over_padding(layer, x, mask, states=None):
    """Walks with a recurrent layer over the steps that count; where none does it gives what it gave before."""
    counts = mask.sum(dim=1)
    order = torch.sort((~mask).int(), dim=1, stable=True)[1]
    front = x.gather(1, order.unsqueeze(-1).expand_as(x))
    packed = nn.utils.rnn.pack_padded_sequence(front, counts.clamp(min=1).cpu(), batch_first=True, enforce_sorted=False)
    found, last = layer(packed, states)
    outputs = nn.utils.rnn.pad_packed_sequence(found, batch_first=True, total_length=x.shape[1])[0]
    several = isinstance(last, tuple)
    last = last if several else (last,)
    first = tuple(map(torch.zeros_like, last)) if states is None else states if several else (states,)
    last = tuple(torch.where((counts > 0)[None, :, None], now, before) for now, before in zip(last, first))
    held = torch.cat([first[0].transpose(0, 1), outputs], dim=1)
    steps = held.gather(1, mask.cumsum(dim=1).unsqueeze(-1).expand_as(outputs))
    return steps, last if several else last[0]


`;

/** One walk of one cell over a sequence. */
interface Walk {
  readonly kind: string;
  readonly config: Config;
  /** [batch, time, features], in the order in which it is walked. */
  readonly x: string;
  /** Which of its steps count, [batch, time] in the same order; `undefined` where all do. */
  readonly mask: string | undefined;
  /** First states [batch, units], none or all. */
  readonly initial: readonly string[];
  /** The call's own name of one of the cell's weights. */
  readonly nameOf: (weight: string) => string;
  /** Which of several modules of the call this is; `''` for the only one. */
  readonly part: string;
}

interface Walked {
  /** [batch, time, units] in the order in which it was walked. */
  readonly steps: string;
  /** After the last step, [batch, units] each. */
  readonly states: readonly string[];
}

function walk(code: TorchCode, call: Call, walking: Walk): Walked {
  const { kind, config, x, mask, initial, nameOf, part } = walking;
  const { module, order } = cells[kind]!;
  const weights = code.weights(call);
  const [kernel, recurrentKernel, bias] = ['kernel', 'recurrentKernel', 'bias'].map(
    (name) => weights[nameOf(name)],
  );
  const units = recurrentKernel!.shape[0]!;
  const activation = module === 'RNN' ? `, nonlinearity="${String(config.activation)}"` : '';
  const layer = code.module(
    call,
    `nn.${module}(${kernel!.shape[0]}, ${units}, batch_first=True, bias=${bias ? 'True' : 'False'}${activation})`,
    {
      weight_ih_l0: gates(kernel!, order),
      weight_hh_l0: gates(recurrentKernel!, order),
      ...(bias
        ? {
            bias_ih_l0: gates(biasRow(bias, 0), order),
            bias_hh_l0: gates(biasRow(bias, 1), order),
          }
        : {}),
    },
    part,
  );
  const start = initial.map((state) => `${state}.unsqueeze(0)`);
  const given = start.length > 1 ? `, (${start.join(', ')})` : start.map((s) => `, ${s}`).join('');
  const name = part === '' ? `${call.id}_both` : `${call.id}_${part}`;
  if (mask !== undefined) code.helpers.add('over_padding');
  const both = code.let(
    name,
    mask === undefined ? `${layer}(${x}${given})` : `over_padding(${layer}, ${x}, ${mask}${given})`,
  );
  const states = module === 'LSTM' ? [`${both}[1][0][0]`, `${both}[1][1][0]`] : [`${both}[1][0]`];
  return { steps: `${both}[0]`, states };
}

/** `out`, then one value a further port. */
function setAll(code: TorchCode, call: Call, values: readonly string[]): void {
  code.set(call.id, values[0]!);
  Object.keys(call.moreOutputs ?? {}).forEach((port, i) => {
    code.set(`${call.id}:${port}`, values[i + 1]!);
  });
}

const valuesOf = (call: Call, code: TorchCode): [string, ...string[]] =>
  call.inputs.map((id) => code.value(id)) as [string, ...string[]]; // one at least by its definition

/** The mask of the sequence that arrives, in the order in which it is walked. */
const arriving = (code: TorchCode, call: Call, backwards: boolean): string | undefined => {
  const mask = code.mask(call.inputs[0]!);
  return mask !== undefined && backwards ? `${mask}.flip(1)` : mask;
};

const recurrent: TorchRow = {
  paddingGap: () => undefined,
  gap: ({ kind, config }) => gapOf(kind, config),
  write: (call, code) => {
    const { kind, config } = call;
    const [sequence, ...initial] = valuesOf(call, code);
    const backwards = config.goBackwards === true;
    const { steps, states } = walk(code, call, {
      kind,
      config,
      x: backwards ? `${sequence}.flip(1)` : sequence,
      mask: arriving(code, call, backwards),
      initial,
      nameOf: (name) => name,
      part: '',
    });
    setAll(code, call, [config.returnSequences === true ? steps : states[0]!, ...states]);
  },
};

const innerOf = ({ config }: Call): Choice => config.layer as Choice; // by the kind's declaration

const merges: Readonly<Record<string, (a: string, b: string) => string>> = {
  concat: (a, b) => `torch.cat([${a}, ${b}], dim=-1)`,
  sum: (a, b) => `${a} + ${b}`,
  mul: (a, b) => `${a} * ${b}`,
  ave: (a, b) => `(${a} + ${b}) / 2`,
};

const bidirectional: TorchRow = {
  paddingGap: () => undefined,
  gap: (call) => gapOf(innerOf(call).id, innerOf(call)),
  write: (call, code) => {
    const { id: kind, ...config } = innerOf(call);
    const [sequence, ...initial] = valuesOf(call, code);
    const isSequence = config.returnSequences === true;
    const walks = ['forward', 'backward'].map((part, i) => {
      const half = initial.length / 2;
      const isBackwards = (i === 1) !== (config.goBackwards === true);
      const { steps, states } = walk(code, call, {
        kind,
        config,
        x: isBackwards ? `${sequence}.flip(1)` : sequence,
        mask: arriving(code, call, isBackwards),
        initial: initial.slice(i * half, (i + 1) * half),
        nameOf: (name) => prefixed(part, name),
        part,
      });
      // Keras turns the second one back, whichever way it walked.
      const turned = i === 1 ? `${steps}.flip(1)` : steps;
      // At padding Keras' Bidirectional gives zeros.
      const mask = arriving(code, call, config.goBackwards === true);
      const given = mask === undefined ? turned : `${turned} * ${mask}.unsqueeze(-1)`;
      return { states, out: isSequence ? given : states[0]! };
    });
    const both = walks.map(({ out }) => out) as [string, string];
    const merge = merges[String(call.config.mergeMode)];
    const states = config.returnState === true ? walks.flatMap((one) => one.states) : [];
    setAll(code, call, [...(merge ? [merge(...both)] : both), ...states]);
  },
};

const stackOf = ({ cells: stack }: Config): readonly Choice[] => stack as readonly Choice[]; // by the kind's declaration
const cellKind = (id: string): string => id.replace(/Cell$/, '');

/** Cells on top of each other; states stand from the top down. */
const stacked: TorchRow = {
  paddingGap: () => undefined,
  gap: ({ config }) =>
    stackOf(config)
      .map(({ id, ...cell }) => gapOf(cellKind(id), cell))
      .find((reason) => reason !== undefined),
  write: (call, code) => {
    const stack = stackOf(call.config);
    const [sequence, ...initial] = valuesOf(call, code);
    let left = initial;
    const backwards = call.config.goBackwards === true;
    const mask = arriving(code, call, backwards);
    let steps = backwards ? `${sequence}.flip(1)` : sequence;
    let states: readonly string[] = [];
    for (const [i, { id, ...config }] of stack.entries()) {
      const kind = cellKind(id);
      const count = initial.length === 0 ? 0 : kind === 'LSTM' ? 2 : 1;
      const walked = walk(code, call, {
        kind,
        config,
        x: steps,
        mask,
        initial: left.slice(left.length - count),
        nameOf: (name) => (stack.length > 1 ? `${name}${i + 1}` : name),
        part: `cell${i + 1}`,
      });
      left = left.slice(0, left.length - count);
      states = [...walked.states, ...states];
      steps = walked.steps;
    }
    setAll(code, call, [call.config.returnSequences === true ? steps : states[0]!, ...states]);
  },
};

export const torchRecurrentRows: Readonly<Record<string, TorchRow>> = {
  LSTM: recurrent,
  GRU: recurrent,
  SimpleRNN: recurrent,
  Bidirectional: bidirectional,
  RNN: stacked,
};
