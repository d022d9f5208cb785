/** Which values of a program carry a mask, the note of which steps of a sequence are padding, and where it is lost. */
import { OUTPUT_KIND } from '../graph/network';
import type { MaskRule } from './layer';
import { layerByKind } from './layers/all';
import type { Call, Program } from './program';

export function maskRuleOf({ kind, config }: Pick<Call, 'kind' | 'config'>): MaskRule {
  const rule = layerByKind(kind)?.mask;
  // The config was filled by the kind's own params.
  const found = typeof rule === 'function' ? rule(config as Parameters<typeof rule>[0]) : rule;
  return found ?? 'loses';
}

/** A mask that arrives where padding is taken for steps. */
export interface LostMask {
  readonly call: Call;
  /** The call whose value came with the mask. */
  readonly source: string;
}

export interface MaskFlow {
  /** Ids of the values that carry a mask; always a call's `out`. */
  readonly masked: ReadonlySet<string>;
  readonly lost: readonly LostMask[];
}

export function maskFlow(program: Program): MaskFlow {
  const masked = new Set<string>();
  const lost: LostMask[] = [];
  for (const call of program.calls) {
    const rule = maskRuleOf(call);
    const source = call.inputs.find((id) => masked.has(id));
    if (rule === 'makes' || (rule === 'passes' && source !== undefined)) masked.add(call.id);
    if (rule === 'loses' && source !== undefined && call.kind !== OUTPUT_KIND) {
      lost.push({ call, source });
    }
  }
  return { masked, lost };
}
