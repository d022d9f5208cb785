/** An optimizer at work on a list of variables: one fused kernel where the backend has it, else plain ops. */
import * as tf from '@tensorflow/tfjs';
import { type OptimizerId, optimizers } from '../../compiler/training/optimizers';
import type { Config } from '../../graph/document';
import { createFusedOptimizer } from '../kernels/optimizer';
import { type Hyper, rules } from './rules';

export interface Optimizer {
  /** Where the user or a schedule moves it; takes effect at the next step. */
  learningRate: number;
  /** Changes the variables by gradients in their order, which the caller keeps and disposes. */
  apply(gradients: readonly tf.Tensor[]): void;
  /** `step` and the slots, flat over all variables in order; the caller disposes the copies. */
  state(): Record<string, tf.Tensor>;
  /** Takes over a state whose sizes fit; throws an `Error` for people where they do not. */
  restore(state: Readonly<Record<string, tf.Tensor>>): void;
  dispose(): void;
}

/** Every parameter as a number; booleans as 0 and 1. */
function hyperOf(id: OptimizerId, choice: Config): Hyper {
  const hyper: Record<string, number> = {};
  for (const [name, param] of Object.entries(optimizers[id].params)) {
    const value = choice[name] ?? param.default;
    hyper[name] = Number(value);
  }
  return hyper;
}

/** The step counter and slots behind `Optimizer`, fused or plain. */
interface Slots {
  apply(gradients: readonly tf.Tensor[], step: number, learningRate: number): void;
  state(): Record<string, tf.Tensor>;
  restore(state: Readonly<Record<string, tf.Tensor>>): void;
  dispose(): void;
}

function plainSlots(id: OptimizerId, hyper: Hyper, variables: readonly tf.Variable[]): Slots {
  const rule = rules[id];
  const slots = variables.map((weight) =>
    rule
      .slots(hyper)
      .map((value) => tf.tidy(() => tf.variable(tf.fill(weight.shape, value), false))),
  );
  return {
    apply(gradients, step, learningRate) {
      variables.forEach((weight, i) => {
        tf.tidy(() => {
          const own = slots[i]!;
          const gradient = gradients[i]!;
          const [next, ...rest] = rule.update({
            weight,
            gradient,
            slots: own,
            learningRate,
            step,
            hyper,
          });
          weight.assign(next);
          rest.forEach((value, slot) => void own[slot]!.assign(value));
        });
      });
    },
    state: () =>
      Object.fromEntries(
        rule
          .slots(hyper)
          .map((_, slot) => [
            `slot${slot}`,
            tf.tidy(() => tf.concat(slots.map((own) => tf.reshape(own[slot]!, [-1])))),
          ]),
      ),
    restore(state) {
      rule.slots(hyper).forEach((_, slot) => {
        tf.tidy(() => {
          const sizes = variables.map((weight) => weight.size);
          const parts = tf.split(state[`slot${slot}`]!, sizes);
          slots.forEach((own, i) => {
            own[slot]!.assign(tf.clone(tf.reshape(parts[i]!, variables[i]!.shape)));
          });
        });
      });
    },
    dispose: () => tf.dispose(slots),
  };
}

/** The value of the choice `optimizer` (see `compiler/training/optimizers.ts`) at work on `variables`. */
export function createOptimizer(choice: Config, variables: readonly tf.Variable[]): Optimizer {
  const id = String(choice.id);
  if (!Object.hasOwn(optimizers, id)) {
    throw new Error(
      `The optimizer is ${id}; expected one of ${Object.keys(optimizers).join(', ')}. Choose one of them.`,
    );
  }
  const known = id as OptimizerId; // held by hasOwn
  const hyper = hyperOf(known, choice);
  const fused = createFusedOptimizer({ ...hyper, id: known }, variables);
  const slots: Slots = fused ?? plainSlots(known, hyper, variables);
  const size = variables.reduce((sum, weight) => sum + weight.size, 0);
  const slotCount = rules[known].slots(hyper).length;
  let steps = 0;
  return {
    learningRate: hyper.learningRate!,
    apply(gradients) {
      steps++;
      slots.apply(gradients, steps, this.learningRate);
    },
    state: () => ({ ...slots.state(), step: tf.scalar(steps, 'int32') }),
    restore(state) {
      for (let slot = 0; slot < slotCount; slot++) {
        const found = state[`slot${slot}`]?.size ?? 0;
        if (found !== size) {
          throw new Error(
            `The saved ${id} state has ${found} values in slot ${slot}; the network has ${size} ` +
              'trainable weights. Start from the weights alone.',
          );
        }
      }
      slots.restore(state);
      steps = state.step ? state.step.dataSync()[0]! : steps;
    },
    dispose: () => slots.dispose(),
  };
}
