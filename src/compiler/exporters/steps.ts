/** What TimeDistributed shares in every format with a table of rows: all steps go through as samples of one large batch. */
import type { Call } from '../program';
import { stepCall } from '../tfjs-wrapped';
import type { Layouts } from './layouts';
import type { RowGap } from './row-gaps';

/** Why the layer inside cannot be said, where it cannot. */
export function stepGap(
  call: Call,
  rows: Readonly<Record<string, RowGap>>,
  format: string,
): string | undefined {
  const step = stepCall(call);
  const row = Object.hasOwn(rows, step.kind) ? rows[step.kind] : undefined;
  return row ? row.gap?.(step) : `${format} has no row for ${step.kind} yet.`;
}

/** The call of the layer inside with the wrapper's weights, reading steps whose values have a place in `layouts`. */
export function describedStep(call: Call, layouts: Layouts): Call {
  // No node has a slash in its id.
  const [id, steps] = [`${call.id}/step`, `${call.id}/steps`];
  const step = stepCall(call);
  layouts.describe(steps, step.inputShapes[0]!);
  layouts.describe(id, step.outputShape);
  return { ...step, id, inputs: [steps], sharesWith: call.sharesWith ?? call.id };
}
