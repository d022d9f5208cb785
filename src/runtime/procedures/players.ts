/** What procedures with several players share: their sole ports and their states side by side. */
import type { Tensor } from '@tensorflow/tfjs';
import type { Program } from '../../compiler/program';
import type { Optimizer } from '../optimizers/optimizer';
import { packNumber, unpackNumber } from './numbers';

/** The ids of the only Input and the only Output, under the given names. */
export function soleIds<const I extends string, const O extends string>(
  { network, inputs, outputs }: Program,
  input: I,
  output: O,
): Readonly<Record<I | O, string>> {
  if (inputs.length !== 1 || outputs.length !== 1) {
    throw new Error(
      `The network ${network} has ${inputs.length} inputs and ${outputs.length} outputs; this procedure ` +
        'expects one of each. Remove the others, or choose another procedure.',
    );
  }
  // Both keys are there: the loop over two names is what the type cannot see.
  return { [input]: inputs[0]!, [output]: outputs[0]! } as Record<I | O, string>;
}

export type State = Readonly<Record<string, Tensor>>;

/** An optimizer's state with its learning rate, which the user may have moved. */
export function stateOf(optimizer: Optimizer): State {
  return { ...optimizer.state(), rate: packNumber(optimizer.learningRate) };
}

export function restoreOptimizer(optimizer: Optimizer, state: State): void {
  optimizer.restore(state);
  if (state.rate !== undefined) optimizer.learningRate = unpackNumber(state.rate);
}

/** `{ slot0 }` of the generator as `{ 'generator.slot0' }`. */
export function prefixed(player: string, state: State): State {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [`${player}.${name}`, value]),
  );
}

/** The part of a joint state that belongs to one player, under its own names. */
export function withPrefix(player: string, state: State): State {
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, value]) =>
      name.startsWith(`${player}.`) ? [[name.slice(player.length + 1), value]] : [],
    ),
  );
}
