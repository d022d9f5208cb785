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

/**
 * What the mask of a call's `out` is made of: which tokens are not 0, which steps hold more than the mask value, that of
 * the first input, a step that any input counts (none where an input has no mask, as Keras 3), or one after the other.
 */
export type MaskOrigin = 'tokens' | 'values' | 'first' | 'any' | 'along';

const origins: Readonly<Record<string, MaskOrigin>> = {
  Embedding: 'tokens',
  Masking: 'values',
  MultiHeadAttention: 'first',
  Attention: 'first',
  AdditiveAttention: 'first',
  SimpleRNN: 'first',
  LSTM: 'first',
  GRU: 'first',
  RNN: 'first',
  ConvLSTM2D: 'first',
  Bidirectional: 'first',
  TimeDistributed: 'first',
};

/** @param maskRank - Axes of the masks that arrive, batch included; 0 where none does. */
export function maskOriginOf(call: Call, maskRank: number): MaskOrigin {
  if (call.kind !== 'Concatenate') return origins[call.kind] ?? 'any';
  return concatenationAxis(call) < maskRank ? 'along' : 'any';
}

/** Axis of Concatenate, batch included. */
export function concatenationAxis({ config, inputShapes }: Call): number {
  const axis = Number(config.axis ?? -1);
  return axis < 0 ? axis + inputShapes[0]!.length + 1 : axis;
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

/** Kinds that walk along a sequence, step by step. */
export const recurrentKinds: readonly string[] = [
  'SimpleRNN',
  'LSTM',
  'GRU',
  'RNN',
  'ConvLSTM2D',
  'Bidirectional',
];

/** Whether padding changes what a call computes, also where it hands the mask on. */
export const readsMask = (call: Call): boolean =>
  recurrentKinds.includes(call.kind) ||
  call.kind.endsWith('Attention') ||
  maskRuleOf(call) === 'uses';
