/** Softmax attention over products: three products forward, four back, and no einsum, which has no gradient. */
import * as tf from '@tensorflow/tfjs';
import { HIDDEN, hiddenScores, type Looking } from '../../../compiler/attention-values';
import type { Random } from '../../random';
import { keptShares } from './keep';

export interface Attending {
  /** Factor of the scores. */
  readonly scale: number;
  /** Added to the scores: 0 where a query may look, `HIDDEN` where it may not; broadcasts to them. */
  readonly mask: tf.Tensor | null;
  /** 0 or 1 ÷ (1 − rate) for each score, where attention is dropped. */
  readonly kept: tf.Tensor | null;
}

/** softmax(scale · q · kᵀ + mask) and what it takes of v; q [..., T, d], k [..., S, d], v [..., S, e]. */
export function attend(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, how: Attending): tf.Tensor {
  return tf.customGrad((queries, keys, values, save) => {
    const [a, b, c] = [queries as tf.Tensor, keys as tf.Tensor, values as tf.Tensor];
    const scaled = how.scale === 1 ? a : a.mul(how.scale);
    const shares = sharesOf(tf.matMul(scaled, b, false, true), how.mask);
    const used = how.kept ? shares.mul(how.kept) : shares;
    const y = tf.matMul(used, c);
    // Whatever the gradient needs goes through `save`; the rest is gone by then.
    const kept = how.kept ? [how.kept] : [];
    (save as tf.GradSaveFunc)([scaled, b, c, shares, used, y, ...kept]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => back(dy, saved, how.scale),
    };
  })(q, k, v);
}

type Saved = [
  q: tf.Tensor,
  k: tf.Tensor,
  v: tf.Tensor,
  shares: tf.Tensor,
  used: tf.Tensor,
  y: tf.Tensor,
];

/** The row sums of the softmax's gradient are those of dy · y, which are shorter (Dao et al., 2022, §3.1). */
function back(dy: tf.Tensor, saved: readonly tf.Tensor[], scale: number): tf.Tensor[] {
  const [q, k, v, shares, used, y] = saved as Saved;
  const kept = saved[6];
  const along = dy.mul(y).sum(-1, true);
  const byShare = tf.matMul(dy, v, false, true);
  const byScore = shares.mul((kept ? byShare.mul(kept) : byShare).sub(along));
  const dq = tf.matMul(byScore, k);
  return [
    scale === 1 ? dq : dq.mul(scale),
    tf.matMul(byScore, q, true, false),
    tf.matMul(used, dy, true, false),
  ];
}

/** What every query takes of every key; rows sum to one. */
export function sharesOf(scores: tf.Tensor, mask: tf.Tensor | null): tf.Tensor {
  return tf.softmax(mask ? scores.add(mask) : scores);
}

/** For the call's `kept`: `undefined` rates and passes that do not train drop nothing. */
export function keptOf(
  rate: number,
  shape: readonly number[],
  random: () => Random,
): tf.Tensor | null {
  return rate > 0 ? keptShares(shape, rate, random()) : null;
}

/** [queries, keys] of 0 and `HIDDEN`, or `null` where everything is seen. */
export function lookMask(queries: number, keys: number, looking: Looking): tf.Tensor2D | null {
  const values = hiddenScores(queries, keys, looking);
  return values && tf.tensor2d(values, [queries, keys]);
}

/** Padding of values [batch, keys] and of queries [batch, queries] as something to add to [batch, queries, keys]. */
export function paddingMask(
  queries: tf.Tensor | null | undefined,
  keys: readonly (tf.Tensor | null | undefined)[],
): tf.Tensor | null {
  const parts = [queries?.expandDims(-1), ...keys.map((mask) => mask?.expandDims(-2))];
  const present = parts.flatMap((part) => (part ? [part.toFloat()] : []));
  if (present.length === 0) return null;
  const seen = present.reduce((a, b) => a.mul(b));
  return seen.sub(1).mul(-HIDDEN);
}
