/**
 * Masks of padded steps on their way through a pass: which kinds make them from what, and how those that hand them
 * on join several. A mask is a boolean [batch, steps …] beside a value [batch, steps …, features …].
 */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';

export type Masks = readonly (tf.Tensor | null)[];

type OutputMask = (call: Call, inputs: readonly tf.Tensor[], masks: Masks) => tf.Tensor | null;

const first: OutputMask = (_call, _inputs, masks) => masks[0] ?? null;

/** As Keras 3: a step counts where one of the inputs has it; nothing is masked where an input has no mask. */
const join: OutputMask = (_call, _inputs, masks) =>
  masks.reduce((a, b) => (a && b ? tf.logicalOr(a, b) : null));

/** Along the steps masks follow one another, an input without a mask having all its steps; else as `join`. */
const concatenate: OutputMask = (call, inputs, masks) => {
  const rank = inputs[0]!.rank;
  const given = Number(call.config.axis ?? -1);
  const axis = given < 0 ? given + rank : given;
  const known = masks.find((mask) => mask !== null)!;
  if (axis >= known.rank) return join(call, inputs, masks);
  const all = masks.map(
    (mask, i) => mask ?? tf.ones(inputs[i]!.shape.slice(0, known.rank), 'bool'),
  );
  return tf.concat(all, axis);
};

/** Where it is not `join`. */
const kinds: Readonly<Record<string, OutputMask>> = {
  Embedding: (_call, [tokens]) => tf.notEqual(tokens!, tf.scalar(0, tokens!.dtype)),
  Masking: ({ config }, [x]) => tf.any(tf.notEqual(x!, Number(config.maskValue ?? 0)), -1),
  Concatenate: concatenate,
  MultiHeadAttention: first,
  Attention: first,
  AdditiveAttention: first,
  SimpleRNN: first,
  LSTM: first,
  GRU: first,
  RNN: first,
  ConvLSTM2D: first,
  Bidirectional: first,
  TimeDistributed: first,
};

/** The mask of a call's `out`, asked for only where `maskFlow` says that it has one. */
export const outputMask: OutputMask = (call, inputs, masks) =>
  (kinds[call.kind] ?? join)(call, inputs, masks);
