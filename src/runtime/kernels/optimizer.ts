/** Optimizer steps in as few kernels as the backend allows: one for each variable, and one for all slots on GPUs. */
import * as tf from '@tensorflow/tfjs';
import { registerGpuKernels } from './gpu/register';

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
  if (!plan) return null;
  registerGpuKernels();
  const backend = tf.getBackend();
  if (tf.getKernel(plan.kernel, backend)) return onWasm(plan, variables);
  return tf.getKernel(`${plan.kernel}Weights`, backend) ? onGpu(plan, variables) : null;
}

/** A group's slots are rows of one tensor; `first` is the place of its first variable in the list. */
interface Group {
  readonly first: number;
  readonly variables: readonly tf.Variable[];
  readonly total: number;
  state: tf.Tensor;
}

/** As many gradients as a shader can read beside the state: 16 textures, or 8 storage buffers with the output. */
const groupSize = (): number => (tf.getBackend() === 'webgl' ? 14 : 6);

function groupsOf(variables: readonly tf.Variable[], slots: number): Group[] {
  const groups: Group[] = [];
  for (let first = 0; first < variables.length; first += groupSize()) {
    const own = variables.slice(first, first + groupSize());
    const total = own.reduce((sum, variable) => sum + variable.size, 0);
    groups.push({ first, variables: own, total, state: tf.keep(tf.zeros([slots, total])) });
  }
  return groups;
}

/** One launch for the slots of a group, then one for each variable. */
function onGpu(plan: Plan, variables: readonly tf.Variable[]): FusedOptimizer {
  const groups = groupsOf(variables, plan.slots.length);
  const hasState = plan.slots.length > 0;
  const run = (name: string, inputs: Record<string, tf.Tensor>, attributes: Attributes) =>
    tf.engine().runKernel(`${plan.kernel}${name}`, inputs, attributes) as tf.Tensor;
  const step = (group: Group, gradients: readonly tf.Tensor[], attributes: Attributes): void => {
    const named = gradients.map((gradient, i) => [`g${i}`, gradient]);
    if (hasState) {
      const next = run('State', { state: group.state, ...Object.fromEntries(named) }, attributes);
      group.state.dispose();
      group.state = tf.keep(next);
    }
    let offset = 0;
    group.variables.forEach((w, i) => {
      const inputs = { w, g: gradients[i]!, ...(hasState ? { state: group.state } : {}) };
      const next = run('Weights', inputs, { ...attributes, offset });
      w.assign(next);
      next.dispose();
      offset += w.size;
    });
  };
  return {
    apply(gradients, count, learningRate) {
      const attributes = plan.attributes(count, learningRate);
      for (const group of groups) {
        step(group, gradients.slice(group.first, group.first + group.variables.length), attributes);
      }
    },
    state: () =>
      Object.fromEntries(
        plan.slots.map((_, slot) => {
          const rows = tf.tidy(() =>
            tf.concat(
              groups.map(({ state, total }) => state.slice([slot, 0], [1, total]).flatten()),
            ),
          );
          return [`slot${slot}`, rows];
        }),
      ),
    restore(saved) {
      if (!hasState) return;
      let start = 0;
      for (const group of groups) {
        const restored = tf.tidy(() =>
          tf.stack(plan.slots.map((_, i) => saved[`slot${i}`]!.slice([start], [group.total]))),
        );
        group.state.dispose();
        group.state = tf.keep(restored);
        start += group.total;
      }
    },
    dispose: () => tf.dispose(groups.map(({ state }) => state)),
  };
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
