/**
 * Sixty-four bins of a tensor's finite values, with what lies outside counted. Small tensors are read back and
 * counted on the host; large ones on a GPU are reduced there, so that only a few numbers cross.
 */
import * as tf from '@tensorflow/tfjs';
import type { Histogram } from './protocol';

export const BINS = 64;

type Figures = Omit<Histogram, 'variable' | 'of'>;

/** Read back below this size: one copy costs less than the launches of a reduction. */
const DEVICE_SIZE = 65_536;
/** Values compared at once on the device: 16 MB of comparisons. */
const DEVICE_CHUNK = 4_194_304;

/** The bin of a value in [min, max]; the last bin includes its upper edge. */
const binOf = (value: number, min: number, scale: number): number =>
  Math.min(BINS - 1, Math.floor((value - min) * scale));

/** Counts on the host, in float64. */
export function histogramOf(values: ArrayLike<number>): Figures {
  let [min, max, sum, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  let [zeros, nans, infinities] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    else {
      if (value === 0) zeros++;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      squares += value * value;
    }
  }
  const finite = values.length - nans - infinities;
  const counts = new Float32Array(BINS);
  if (finite === 0) {
    return { counts, min: 0, max: 0, mean: 0, sigma: 0, norm: 0, zeros, nans, infinities };
  }
  const scale = max > min ? BINS / (max - min) : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) counts[binOf(value, min, scale)]!++;
  }
  const mean = sum / finite;
  const sigma = Math.sqrt(Math.max(0, squares / finite - mean * mean));
  return { counts, min, max, mean, sigma, norm: Math.sqrt(squares), zeros, nans, infinities };
}

/** Sums and extremes of the finite values, as one small tensor. */
function reduce(flat: tf.Tensor1D): tf.Tensor1D {
  const nan = tf.isNaN(flat);
  const infinite = tf.isInf(flat);
  const usable = tf.logicalNot(tf.logicalOr(nan, infinite));
  const zero = tf.zerosLike(flat);
  const finite = tf.where(usable, flat, zero);
  const count = (mask: tf.Tensor): tf.Tensor => tf.sum(tf.cast(mask, 'float32'));
  const large = tf.fill(flat.shape, 3.4e38);
  return tf.stack([
    tf.min(tf.where(usable, flat, large)),
    tf.max(tf.where(usable, flat, tf.neg(large))),
    tf.sum(finite),
    tf.sum(tf.square(finite)),
    count(tf.logicalAnd(usable, tf.equal(flat, zero))),
    count(nan),
    count(infinite),
  ]) as tf.Tensor1D; // seven scalars
}

/** How many finite values lie below each inner edge. */
function below(flat: tf.Tensor1D, edges: Float32Array): tf.Tensor1D {
  const chunk = Math.max(1, Math.floor(DEVICE_CHUNK / flat.size));
  const parts: tf.Tensor1D[] = [];
  for (let i = 0; i < edges.length; i += chunk) {
    parts.push(
      tf.tidy(() => {
        const some = tf.tensor2d(edges.subarray(i, i + chunk), [
          Math.min(chunk, edges.length - i),
          1,
        ]);
        return tf.sum(tf.cast(tf.less(tf.reshape(flat, [1, -1]), some), 'float32'), 1);
      }),
    );
  }
  return tf.concat1d(parts);
}

/** The same figures reduced on the device; bin edges are those of the host up to float32 rounding. */
export async function histogramOnDevice(tensor: tf.Tensor): Promise<Figures> {
  const reduced = tf.tidy(() => reduce(tf.reshape(tensor, [-1])));
  const [min = 0, max = 0, sum = 0, squares = 0, zeros = 0, nans = 0, infinities = 0] =
    await reduced.data();
  reduced.dispose();
  const finite = tensor.size - nans - infinities;
  const counts = new Float32Array(BINS);
  if (finite === 0) {
    return { counts, min: 0, max: 0, mean: 0, sigma: 0, norm: 0, zeros, nans, infinities };
  }
  const edges = Float32Array.from(
    { length: BINS - 1 },
    (_, i) => min + ((i + 1) * (max - min)) / BINS,
  );
  const cumulative = tf.tidy(() => {
    const flat = tf.reshape(tensor, [-1]) as tf.Tensor1D; // one axis by its shape
    const bad = tf.logicalOr(tf.isNaN(flat), tf.isInf(flat));
    return below(tf.where(bad, tf.fill(flat.shape, 3.4e38), flat), edges);
  });
  const lower = await cumulative.data();
  cumulative.dispose();
  for (let i = 0; i < BINS; i++) {
    counts[i] = (i < BINS - 1 ? lower[i]! : finite) - (i > 0 ? lower[i - 1]! : 0);
  }
  if (max <= min) counts.fill(0)[0] = finite;
  const mean = sum / finite;
  const sigma = Math.sqrt(Math.max(0, squares / finite - mean * mean));
  return { counts, min, max, mean, sigma, norm: Math.sqrt(squares), zeros, nans, infinities };
}

/** Histograms of named tensors, each reduced where that is the cheaper way. */
export async function histogramsOf(
  of: Histogram['of'],
  tensors: Iterable<readonly [string, tf.Tensor]>,
): Promise<Histogram[]> {
  const isGpu = ['webgl', 'webgpu'].includes(tf.getBackend());
  return Promise.all(
    [...tensors].map(async ([variable, tensor]) => {
      const figures =
        isGpu && tensor.size > DEVICE_SIZE
          ? await histogramOnDevice(tensor)
          : histogramOf(await tensor.data());
      return { variable, of, ...figures };
    }),
  );
}
