/**
 * Masks of padded steps on their way through a pass: which kinds make them from what, and how those that hand them
 * on join several. A mask is a boolean [batch, steps …] beside a value [batch, steps …, features …].
 */
import * as tf from '@tensorflow/tfjs';
import { concatenationAxis, type MaskOrigin, maskOriginOf } from '../compiler/masks';
import type { Call } from '../compiler/program';

export type Masks = readonly (tf.Tensor | null)[];

type OutputMask = (call: Call, inputs: readonly tf.Tensor[], masks: Masks) => tf.Tensor | null;

const makers: Readonly<Record<MaskOrigin, OutputMask>> = {
  tokens: (_call, [tokens]) => tf.notEqual(tokens!, tf.scalar(0, tokens!.dtype)),
  values: ({ config }, [x]) => tf.any(tf.notEqual(x!, Number(config.maskValue ?? 0)), -1),
  first: (_call, _inputs, masks) => masks[0] ?? null,
  any: (_call, _inputs, masks) => masks.reduce((a, b) => (a && b ? tf.logicalOr(a, b) : null)),
  along: (call, inputs, masks) => {
    const { rank } = masks.find((mask) => mask !== null)!;
    // An input without a mask has all its steps.
    const all = masks.map((mask, i) => mask ?? tf.ones(inputs[i]!.shape.slice(0, rank), 'bool'));
    return tf.concat(all, concatenationAxis(call));
  },
};

/** The mask of a call's `out`, asked for only where `maskFlow` says that it has one. */
export const outputMask: OutputMask = (call, inputs, masks) => {
  const rank = masks.find((mask) => mask !== null)?.rank ?? 0;
  return makers[maskOriginOf(call, rank)](call, inputs, masks);
};
