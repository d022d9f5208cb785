/** The steps that are left of a forward pass when some values are known already, such as those of a still part. */
import { type Call, callOfValue } from '../compiler/program';

/** Which steps a pass takes: those that lead from what is given to what is wanted. */
export type Plan<S> = (
  given: Readonly<Record<string, unknown>>,
  wanted: readonly string[],
) => readonly S[];

/** Plans over the steps of a program, in its order; each is made once. */
export function createPlan<S extends { readonly call: Call }>(steps: readonly S[]): Plan<S> {
  const plans = new Map<string, readonly S[]>();
  return (given, wanted) => {
    const key = `${Object.keys(given).join()}>${wanted.join()}`;
    const known = plans.get(key);
    if (known) return known;
    const needed = new Set(wanted.map(callOfValue));
    const plan: S[] = [];
    for (const step of [...steps].reverse()) {
      const { id, kind, inputs } = step.call;
      if (!needed.has(id) || (kind !== 'Input' && Object.hasOwn(given, id))) continue;
      for (const value of inputs) {
        if (!Object.hasOwn(given, value)) needed.add(callOfValue(value));
      }
      plan.unshift(step);
    }
    plans.set(key, plan);
    return plan;
  };
}

/** Ids of the values, by step, that no later step reads and that are not to be kept. */
export function spentAfter(
  steps: readonly { readonly call: Call; readonly values: readonly string[] }[],
  kept: readonly string[],
): readonly (readonly string[])[] {
  const last = new Map<string, number>();
  for (const [at, { call, values }] of steps.entries()) {
    for (const id of [...call.inputs, ...values]) last.set(id, at);
  }
  const spent = steps.map((): string[] => []);
  for (const [id, at] of last) if (!kept.includes(id)) spent[at]!.push(id);
  return spent;
}
