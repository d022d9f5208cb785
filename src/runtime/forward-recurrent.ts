/** How recurrent kinds compute: their cells, walked by `kernels/recurrent/scan.ts`, with seeded dropout and masks. */
import * as tf from '@tensorflow/tfjs';
import { prefixed } from '../compiler/families/wrapped';
import type { Choice } from '../compiler/params';
import type { Call } from '../compiler/program';
import { stepCall } from '../compiler/tfjs-wrapped';
import type { Config } from '../graph/document';
import type { Pass, Run } from './forward';
import { fusedDense } from './kernels/fused';
import { keptShares } from './kernels/layers/keep';
import type { Cell } from './kernels/recurrent/cell';
import { convLSTMCell } from './kernels/recurrent/conv-lstm';
import { gruCell, gruResetAfterCell } from './kernels/recurrent/gru';
import { lstmCell } from './kernels/recurrent/lstm';
import { type Walked, walk } from './kernels/recurrent/scan';
import { simpleCell } from './kernels/recurrent/simple';
import type { Random } from './random';

/** Walks over a sequence once. */
type Walker = (x: tf.Tensor, context: Context) => Walked;

interface Context {
  readonly initial: readonly tf.Tensor[];
  /** Boolean [batch, steps]. */
  readonly mask: tf.Tensor | null;
  readonly training: boolean;
  readonly random: () => Random;
  readonly weight: (name: string) => tf.Tensor;
}

// The compiler has filled configs by the kinds' own params.
const text = (config: Config, name: string): string => String(config[name]);
const rate = (config: Config, name: string): number => Number(config[name] ?? 0);

const cells: Readonly<Record<string, (config: Config) => Cell>> = {
  SimpleRNN: (config) => simpleCell(text(config, 'activation')),
  LSTM: (config) => lstmCell(text(config, 'activation'), text(config, 'recurrentActivation')),
  GRU: (config) => {
    const cell = config.resetAfter === true ? gruResetAfterCell : gruCell;
    return cell(text(config, 'activation'), text(config, 'recurrentActivation'));
  },
};

/** A walk with one cell; see `Walk`. */
function cellWalker(kind: string, config: Config): Walker {
  const cell = cells[kind]!(config);
  const units = Number(config.units);
  const [dropout, recurrentDropout] = [rate(config, 'dropout'), rate(config, 'recurrentDropout')];
  const isApart = kind === 'GRU' && config.resetAfter === true;
  return (x, { initial, mask, training, random, weight }) => {
    const [batch, steps, features] = x.shape as [number, number, number];
    const seen =
      training && dropout > 0 ? tf.mul(x, keptShares([batch, 1, features], dropout, random())) : x;
    const rows = tf.reshape(tf.transpose(seen, [1, 0, 2]), [steps * batch, features]);
    const bias = config.useBias === false ? null : weight('bias');
    const [ofInput, ofState] = isApart && bias ? tf.unstack(bias) : [bias, null];
    const offset = isApart ? [ofState ?? tf.zeros([3 * units])] : [];
    const zeros = () => tf.zeros([batch, units]);
    return walk({
      cell,
      projected: fusedDense(rows, weight('kernel'), ofInput ?? null, 'linear'),
      weights: [weight('recurrentKernel'), ...offset],
      initial: initial.length > 0 ? initial : Array.from({ length: cell.states }, zeros),
      mask: mask && tf.reshape(rowsOf(mask), [steps * batch, 1]),
      dropout:
        training && recurrentDropout > 0
          ? keptShares([batch, units], recurrentDropout, random())
          : null,
      backwards: config.goBackwards === true,
    });
  };
}

/** Walks over pictures; the product with the input is one convolution over all steps. */
function pictureWalker(config: Config): Walker {
  const cell = convLSTMCell(text(config, 'activation'), text(config, 'recurrentActivation'));
  const pair = (name: string) => config[name] as [number, number]; // by the kind's declaration
  const [dropout, recurrentDropout] = [rate(config, 'dropout'), rate(config, 'recurrentDropout')];
  return (x, { initial, mask, training, random, weight }) => {
    const [batch, steps, ...picture] = x.shape as [number, number, number, number, number];
    const drops = training && dropout > 0;
    const seen = drops ? tf.mul(x, keptShares([batch, 1, ...picture], dropout, random())) : x;
    const rows = tf.reshape(tf.transpose(seen, [1, 0, 2, 3, 4]), [steps * batch, ...picture]);
    const product = tf.conv2d(
      rows as tf.Tensor4D, // four axes by the line above
      weight('kernel') as tf.Tensor4D,
      pair('strides'),
      config.padding === 'same' ? 'same' : 'valid',
      'NHWC',
      pair('dilationRate'),
    );
    const state = [batch, product.shape[1], product.shape[2], Number(config.filters)];
    const zeros = tf.zeros(state);
    return walk({
      cell,
      projected: config.useBias === false ? product : tf.add(product, weight('bias')),
      weights: [weight('recurrentKernel')],
      initial: initial.length > 0 ? initial : [zeros, zeros],
      mask: mask && tf.reshape(rowsOf(mask), [steps * batch, 1, 1, 1]),
      dropout:
        training && recurrentDropout > 0 ? keptShares(state, recurrentDropout, random()) : null,
      backwards: config.goBackwards === true,
    });
  };
}

const walkerOf = (kind: string, config: Config): Walker =>
  kind === 'ConvLSTM2D' ? pictureWalker(config) : cellWalker(kind, config);

/** A mask [batch, steps] backwards, as 1 and 0: wasm reverses numbers only, and reads beyond the heap for booleans. */
const reversed = (mask: tf.Tensor): tf.Tensor => tf.reverse(tf.cast(mask, 'float32'), 1);

/** A mask [batch, steps] as 1 and 0, the first step of all samples on top. */
const rowsOf = (mask: tf.Tensor): tf.Tensor => tf.transpose(tf.cast(mask, 'float32'));

/** Outputs of all steps as [batch, steps, …] or the last one, then the states, as the config asks for them. */
function shown(config: Config, { outputs, states }: Walked): tf.Tensor[] {
  const last = states[0]!;
  const batch = last.shape[0]!;
  const output = config.returnSequences === true ? inOrder(outputs, batch) : last;
  return config.returnState === true ? [output, ...states] : [output];
}

function inOrder(rows: tf.Tensor, batch: number): tf.Tensor {
  const [count, ...rest] = rows.shape as [number, ...number[]];
  const byStep = tf.reshape(rows, [count / batch, batch, ...rest]);
  return tf.transpose(byStep, [1, 0, ...rest.map((_, axis) => axis + 2)]);
}

/** One generator a call and pass, from which everything in it is drawn in turn. */
function drawn({ random }: Pass): () => Random {
  let own: Random | undefined;
  return () => (own ??= random());
}

const contextOf = (inputs: readonly tf.Tensor[], pass: Pass): Context => ({
  initial: inputs.slice(1),
  mask: pass.masks?.[0] ?? null,
  training: pass.training,
  random: drawn(pass),
  weight: pass.weight,
});

const recurrent = ({ kind, config }: Call): Run => {
  const walker = walkerOf(kind, config);
  return (inputs, pass) => shown(config, walker(inputs[0]!, contextOf(inputs, pass)));
};

/** Cells on top of each other, each walking over what the one below gave; states stand from the top down. */
const stacked = ({ config }: Call): Run => {
  const cells = config.cells as readonly Choice[]; // by the kind's declaration
  const isBackwards = config.goBackwards === true;
  const walkers = cells.map(({ id, ...cell }, i) =>
    // Above the first cell the steps stand in the order in which it walked them.
    walkerOf(id.replace(/Cell$/, ''), { ...cell, goBackwards: isBackwards && i === 0 }),
  );
  return (inputs, pass) => {
    const { initial, mask, ...context } = contextOf(inputs, pass);
    const turned = mask && isBackwards ? reversed(mask) : mask;
    const batch = inputs[0]!.shape[0]!;
    let left = initial;
    let x = inputs[0]!;
    let top: Walked | undefined;
    let states: readonly tf.Tensor[] = [];
    walkers.forEach((walker, i) => {
      const suffix = cells.length > 1 ? String(i + 1) : '';
      const count = initial.length > 0 ? (cells[i]!.id === 'LSTMCell' ? 2 : 1) : 0;
      const start = left.slice(left.length - count);
      left = left.slice(0, left.length - count);
      const weight = (name: string) => context.weight(`${name}${suffix}`);
      top = walker(x, { ...context, mask: i === 0 ? mask : turned, initial: start, weight });
      states = [...top.states, ...states];
      x = inOrder(top.outputs, batch);
    });
    return shown(config, { outputs: top!.outputs, states });
  };
};

const bidirectional = ({ config }: Call): Run => {
  const { id, ...inner } = config.layer as Choice; // by the kind's declaration
  const backwards = { ...inner, goBackwards: inner.goBackwards !== true };
  const directions = [
    { prefix: 'forward', own: inner, walker: walkerOf(id, inner) },
    { prefix: 'backward', own: backwards, walker: walkerOf(id, backwards) },
  ];
  return (inputs, pass) => {
    const { initial, ...context } = contextOf(inputs, pass);
    const half = initial.length / 2;
    const isSequence = inner.returnSequences === true;
    // Both sequences stand in the order of the first walk.
    const { mask } = context;
    const inOrderOfWalk = mask && inner.goBackwards === true ? reversed(mask) : mask;
    const results = directions.map(({ prefix, own, walker }, i) => {
      const weight = (name: string) => context.weight(prefixed(prefix, name));
      const start = initial.slice(i * half, (i + 1) * half);
      const [output, ...states] = shown(
        own,
        walker(inputs[0]!, { ...context, initial: start, weight }),
      );
      const ordered = isSequence && i === 1 ? tf.reverse(output!, 1) : output!;
      return [isSequence ? withoutPadding(ordered, inOrderOfWalk) : ordered, ...states];
    });
    const [[forward, ...states], [backward, ...others]] = results as [
      [tf.Tensor, ...tf.Tensor[]],
      [tf.Tensor, ...tf.Tensor[]],
    ];
    return [...merged(String(config.mergeMode), forward, backward), ...states, ...others];
  };
};

/** Zeros where padding stands, as Keras' Bidirectional has it; else the two directions would hold unlike states. */
const withoutPadding = (sequence: tf.Tensor, mask: tf.Tensor | null): tf.Tensor => {
  if (!mask) return sequence;
  const ones = sequence.shape.slice(2).map(() => 1);
  return tf.mul(sequence, tf.reshape(tf.cast(mask, 'float32'), [...mask.shape, ...ones]));
};

function merged(mode: string, a: tf.Tensor, b: tf.Tensor): tf.Tensor[] {
  switch (mode) {
    case 'concat':
      return [tf.concat([a, b], -1)];
    case 'sum':
      return [tf.add(a, b)];
    case 'mul':
      return [tf.mul(a, b)];
    case 'ave':
      return [tf.mul(tf.add(a, b), 0.5)];
    default:
      return [a, b];
  }
}

/** A runner by kind, for the table in `forward.ts`. */
export const recurrentKinds: Readonly<Record<string, (call: Call) => Run>> = {
  SimpleRNN: recurrent,
  LSTM: recurrent,
  GRU: recurrent,
  ConvLSTM2D: recurrent,
  RNN: stacked,
  Bidirectional: bidirectional,
};

/** All steps go through the inner layer at once, as samples of one large batch. */
export function timeDistributed(
  call: Call,
  runOf: (call: Call) => Run | undefined,
): Run | undefined {
  const inner = runOf(stepCall(call));
  if (!inner) return undefined;
  return ([x], pass) => {
    const [batch, steps, ...rest] = x!.shape as [number, number, ...number[]];
    const folded = tf.reshape(x!, [batch * steps, ...rest]);
    const { masks: _, ...own } = pass; // a mask is of steps, not of what is in them
    const [y] = [inner([folded], own)].flat() as tf.Tensor[];
    return tf.reshape(y!, [batch, steps, ...y!.shape.slice(1)]);
  };
}
