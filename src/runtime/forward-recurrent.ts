/** How recurrent kinds compute: their cells, walked by `kernels/recurrent/scan.ts`, with seeded dropout and masks. */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';
import type { Config } from '../graph/document';
import type { Pass, Run } from './forward';
import { fusedDense } from './kernels/fused';
import { keptShares } from './kernels/layers/keep';
import type { Cell } from './kernels/recurrent/cell';
import { gruCell, gruResetAfterCell } from './kernels/recurrent/gru';
import { lstmCell } from './kernels/recurrent/lstm';
import { type Walked, walk } from './kernels/recurrent/scan';
import { simpleCell } from './kernels/recurrent/simple';
import type { Random } from './random';

/** What walks over a sequence once; weights by the names that the kind's definition gives them. */
interface Walker {
  readonly states: number;
  run(x: tf.Tensor, context: Context): Walked;
}

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
  return {
    states: cell.states,
    run(x, { initial, mask, training, random, weight }) {
      const [batch, steps, features] = x.shape as [number, number, number];
      const seen =
        training && dropout > 0
          ? tf.mul(x, keptShares([batch, 1, features], dropout, random()))
          : x;
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
        mask: mask && tf.reshape(tf.transpose(tf.cast(mask, 'float32')), [steps * batch, 1]),
        dropout:
          training && recurrentDropout > 0
            ? keptShares([batch, units], recurrentDropout, random())
            : null,
        backwards: config.goBackwards === true,
      });
    },
  };
}

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
  const walker = cellWalker(kind, config);
  return (inputs, pass) => shown(config, walker.run(inputs[0]!, contextOf(inputs, pass)));
};

/** A runner by kind, for the table in `forward.ts`. */
export const recurrentKinds: Readonly<Record<string, (call: Call) => Run>> = {
  SimpleRNN: recurrent,
  LSTM: recurrent,
  GRU: recurrent,
};
