/**
 * What stands still while a network trains: calls whose weights do not move, and the part at its beginning whose
 * values therefore never change and need to be computed only once.
 */
import type { Json } from '../graph/document';
import type { Shape } from './layer';
import { layerByKind } from './layers/all';
import { maskFlow } from './masks';
import { type Call, callOfValue, type Program, valuesOf } from './program';

/** Whether an id in a phase's `frozen` means this call: itself, or the placement that it lies inside. */
const names = (frozen: readonly string[], call: string): boolean =>
  frozen.some((id) => call === id || call.startsWith(`${id}.`));

/** Ids of the calls whose weights stand still, in a phase that freezes `frozen` besides. */
export function stillCalls(program: Program, frozen: readonly string[] = []): ReadonlySet<string> {
  const still = new Set<string>();
  for (const call of program.calls) {
    const { id, sharesWith } = call;
    // Shared weights move as their owner's do.
    const isStill = sharesWith ? still.has(sharesWith) : call.frozen || names(frozen, id);
    if (isStill) still.add(id);
  }
  return still;
}

/** Weights that training may change, as `<call>.<weight>`: without moving statistics and what stands still. */
export function trainableWeights(program: Program, still: ReadonlySet<string>): string[] {
  return program.calls.flatMap((call) =>
    still.has(call.id) || call.sharesWith
      ? []
      : call.weights.filter((w) => w.trainable !== false).map((w) => `${call.id}.${w.name}`),
  );
}

/** The beginning of a network that gives the same values for a sample in every epoch. */
export interface StillPart {
  readonly calls: ReadonlySet<string>;
  /** Ids of its values that the rest of the network reads; see `valueId`. */
  readonly values: readonly string[];
  /** Multiply-adds of one sample that are saved in every pass. */
  readonly macs: number;
}

/** Kinds that draw in training, and those that drop something. */
const draws = ({ kind, config }: Call): boolean =>
  layerByKind(kind)?.group === 'Regularization' || drops(config);

/** Whether a rate is set, of the layer itself, of one that it wraps or of a cell. */
function drops(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]: [string, Json]) =>
    name === 'dropout' || name === 'recurrentDropout' ? Number(inner) > 0 : drops(inner),
  );
}

/** The still part of a program, or `undefined` where there is none that costs anything to compute. */
export function stillPart(program: Program, still: ReadonlySet<string>): StillPart | undefined {
  const { masked } = maskFlow(program);
  const moving = new Set<string>();
  for (;;) {
    const calls = stillWithout(moving, program, still);
    const leaving = program.calls.flatMap(({ id, inputs }) =>
      calls.has(id) ? [] : inputs.filter((value) => calls.has(callOfValue(value))),
    );
    // A mask would be lost with the pass that makes it: who receives it has to be part of that pass, too.
    const lost = leaving.filter((value) => masked.has(value));
    for (const value of lost) moving.add(callOfValue(value));
    if (lost.length > 0) continue;
    const macs = program.calls.reduce((sum, call) => sum + (calls.has(call.id) ? call.macs : 0), 0);
    return macs === 0 ? undefined : { calls, values: [...new Set(leaving)], macs };
  }
}

/** Calls that nothing changes from the first one on, but for `moving` and what follows those. */
function stillWithout(
  moving: ReadonlySet<string>,
  { calls }: Program,
  still: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const call of calls) {
    const isSame = call.weights.length === 0 || still.has(call.id);
    const isFed = call.inputs.every((value) => found.has(callOfValue(value)));
    const isPlain = call.kind !== 'Output' && !moving.has(call.id) && !draws(call);
    if (isSame && isFed && isPlain) found.add(call.id);
  }
  return found;
}

/** Shape of a value by its id, without the batch axis. */
export function shapeOfValue(program: Program, value: string): Shape | undefined {
  const call = program.calls.find(({ id }) => id === callOfValue(value));
  const shapes = call && [call.outputShape, ...Object.values(call.moreOutputs ?? {})];
  return shapes?.[valuesOf(call!).indexOf(value)];
}
