/** Optimizer steps in as few kernels as the backend allows: one for each variable on wasm. */
import * as tf from '@tensorflow/tfjs';

/** An optimizer's id and its parameters as numbers, by the names of `compiler/training/optimizers.ts`. */
export interface UpdateRule {
  readonly id: string;
  readonly [parameter: string]: number | string;
}

export interface FusedOptimizer {
  /**
   * Changes the variables.
   * @param gradients - In the order of the variables; the caller disposes them.
   * @param step - Counts from 1, for the bias corrections.
   */
  apply(gradients: readonly tf.Tensor[], step: number, learningRate: number): void;
  /** `slot0`, `slot1`: flat over all variables in order. The caller disposes the copies. */
  state(): Record<string, tf.Tensor>;
  restore(state: Readonly<Record<string, tf.Tensor>>): void;
  dispose(): void;
}

type Attributes = Readonly<Record<string, number>>;

/** How a rule is put to a kernel: how many slots it keeps, and its attributes at a step. */
export interface Plan {
  readonly kernel: string;
  readonly slots: readonly string[];
  attributes(step: number, learningRate: number): Attributes;
}

/** Adam with the bias corrections folded into the rate and epsilon; AdamW's decay as a factor on the weight. */
function adamPlan(rule: UpdateRule): Plan {
  const [beta1, beta2, epsilon] = [Number(rule.beta1), Number(rule.beta2), Number(rule.epsilon)];
  const decay = Number(rule.weightDecay ?? 0);
  return {
    kernel: 'NetloomAdam',
    slots: ['m', 'v'],
    attributes: (step, learningRate) => {
      const correction = Math.sqrt(1 - beta2 ** step);
      return {
        beta1,
        beta2,
        rate: (learningRate * correction) / (1 - beta1 ** step),
        epsilon: epsilon * correction,
        keep: 1 - learningRate * decay,
      };
    },
  };
}

function momentumPlan(rule: UpdateRule): Plan {
  const decay = Number(rule.momentum ?? 0);
  return {
    kernel: 'NetloomMomentum',
    slots: rule.id === 'sgd' ? [] : ['m'],
    attributes: (_, rate) => ({ decay, rate, nesterov: rule.id === 'nesterov' ? 1 : 0 }),
  };
}

const plans: Readonly<Record<string, (rule: UpdateRule) => Plan>> = {
  adam: adamPlan,
  adamw: adamPlan,
  sgd: momentumPlan,
  momentum: momentumPlan,
  nesterov: momentumPlan,
};

/** The optimizer in fused kernels on the current backend, or `null` where this rule has no fused form there. */
export function createFusedOptimizer(
  rule: UpdateRule,
  variables: readonly tf.Variable[],
): FusedOptimizer | null {
  const plan = plans[rule.id]?.(rule);
  if (!plan || !tf.getKernel(plan.kernel, tf.getBackend())) return null;
  return onWasm(plan, variables);
}

/** Slots are flat tensors changed in place; weights get fresh tensors, since stock wasm kernels cache by tensor. */
function onWasm(plan: Plan, variables: readonly tf.Variable[]): FusedOptimizer {
  const total = variables.reduce((sum, variable) => sum + variable.size, 0);
  let slots = plan.slots.map(() => tf.keep(tf.zeros([total])));
  return {
    apply(gradients, step, learningRate) {
      const attributes = plan.attributes(step, learningRate);
      const held = Object.fromEntries(plan.slots.map((name, i) => [name, slots[i]!]));
      let offset = 0;
      variables.forEach((variable, i) => {
        const next = tf
          .engine()
          .runKernel(
            plan.kernel,
            { w: variable, g: gradients[i]!, ...held },
            { ...attributes, offset },
          ) as tf.Tensor;
        variable.assign(next);
        next.dispose();
        offset += variable.size;
      });
    },
    // Copies by value: a clone would share the memory that the next step changes.
    state: () =>
      Object.fromEntries(slots.map((slot, i) => [`slot${i}`, tf.tensor(slot.dataSync())])),
    restore(state) {
      const restored = slots.map((_, i) => tf.keep(tf.tensor(state[`slot${i}`]!.dataSync())));
      tf.dispose(slots);
      slots = restored;
    },
    dispose: () => tf.dispose(slots),
  };
}
