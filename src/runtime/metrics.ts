/** The metrics of `compiler/training/metrics.ts` as ops: a mean over the batch that stays on the device. */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../compiler/program';
import type { MetricId } from '../compiler/training/metrics';
import { type Logits, probabilities, shaped } from './losses';

export interface Metric {
  /** Name in the epoch line. */
  readonly name: string;
  /** Mean over the batch of what is averaged. */
  readonly measure: (target: tf.Tensor, output: tf.Tensor) => tf.Scalar;
  /** Turns the mean over everything into the value: a root for RMSE. */
  readonly finish?: (mean: number) => number;
  /** For a value that is no mean over samples: what is counted in a batch, and the value of the counts of all. */
  readonly counted?: {
    readonly count: (target: tf.Tensor, output: tf.Tensor) => tf.Tensor1D;
    readonly value: (counts: Iterable<number>) => number;
  };
}

// Reductions over all axes are scalars; the types of tfjs do not follow the rank.
const mean = (x: tf.Tensor): tf.Scalar => tf.mean(tf.cast(x, 'float32')) as tf.Scalar;
const rows = (x: tf.Tensor): tf.Tensor2D => tf.reshape(x, [-1, x.shape.at(-1)!]);

/** Class numbers of the target, whether it is one-hot or holds them already. */
function trueClass(target: tf.Tensor, output: tf.Tensor, loss: unknown): tf.Tensor1D {
  const isSparse = loss === 'sparseCategoricalCrossentropy' || target.size * 2 <= output.size;
  const classes = isSparse ? tf.reshape(target, [-1]) : tf.argMax(rows(shaped(target, output)), 1);
  return tf.cast(classes as tf.Tensor1D, 'int32'); // one axis is left
}

function accuracy(call: Call, logits: Logits): Metric['measure'] {
  const loss = call.config.loss;
  return (target, output) => {
    const isBinary = output.shape.at(-1) === 1 || loss === 'binaryCrossentropy' || loss === 'hinge';
    if (isBinary) {
      const threshold = logits === 'sigmoid' || loss === 'hinge' ? 0 : 0.5;
      const yes = tf.greater(output, threshold);
      const truth = tf.greater(shaped(target, output), loss === 'hinge' ? 0 : 0.5);
      return mean(tf.equal(tf.cast(yes, 'int32'), tf.cast(truth, 'int32')));
    }
    const predicted = tf.cast(tf.argMax(rows(output), 1), 'int32');
    return mean(tf.equal(predicted, trueClass(target, output, loss)));
  };
}

/** The true class is among the `k` largest when fewer than `k` outputs are larger than its own. */
function topK(call: Call, k: number): Metric['measure'] {
  return (target, output) => {
    const scores = rows(output);
    const classes = trueClass(target, output, call.config.loss);
    const oneHot = tf.cast(tf.oneHot(classes, scores.shape[1]), 'float32');
    const own = tf.sum(tf.mul(scores, oneHot), 1, true);
    const larger = tf.sum(tf.cast(tf.greater(scores, own), 'int32'), 1);
    return mean(tf.less(larger, k));
  };
}

/** Right yes, yes said and yes meant: F1 is twice the first over the sum of the others. */
function f1(logits: Logits): Omit<Metric, 'name'> {
  const count = (target: tf.Tensor, output: tf.Tensor): tf.Tensor1D => {
    const last = output.shape.at(-1)!;
    const isSure = (x: tf.Tensor, threshold: number): tf.Tensor =>
      last === 2 && x.shape.at(-1) === 2
        ? tf.argMax(rows(x), 1)
        : tf.reshape(tf.greater(x, threshold), [-1]);
    const said = tf.cast(isSure(output, logits === 'sigmoid' ? 0 : 0.5), 'float32');
    const meant = tf.cast(isSure(target, 0.5), 'float32');
    return tf.stack([tf.sum(tf.mul(said, meant)), tf.sum(said), tf.sum(meant)]) as tf.Tensor1D;
  };
  return {
    counted: {
      count,
      value: ([right = 0, said = 0, meant = 0]) =>
        said + meant > 0 ? (2 * right) / (said + meant) : 0,
    },
    measure: (target, output) => {
      const [right, said, meant] = tf.unstack(count(target, output));
      return tf.divNoNan(tf.mul(right!, 2), tf.add(said!, meant!)) as tf.Scalar;
    },
  };
}

const squared =
  (logits: Logits): Metric['measure'] =>
  (target, output) => {
    const y = probabilities(output, logits);
    return mean(tf.square(tf.sub(y, shaped(target, y))));
  };

const makers: Readonly<Record<MetricId, (call: Call, logits: Logits) => Omit<Metric, 'name'>>> = {
  accuracy: (call, logits) => ({ measure: accuracy(call, logits) }),
  top3Accuracy: (call) => ({ measure: topK(call, 3) }),
  top5Accuracy: (call) => ({ measure: topK(call, 5) }),
  f1Score: (_call, logits) => f1(logits),
  meanSquaredError: (_call, logits) => ({ measure: squared(logits) }),
  rootMeanSquaredError: (_call, logits) => ({ measure: squared(logits), finish: Math.sqrt }),
  meanAbsoluteError: (_call, logits) => ({
    measure: (target, output) => {
      const y = probabilities(output, logits);
      return mean(tf.abs(tf.sub(y, shaped(target, y))));
    },
  }),
};

/** Losses of numbers: a share of right classes says nothing of such an output, as an error nothing of classes. */
const numeric: readonly unknown[] = ['meanSquaredError', 'meanAbsoluteError', 'huber'];

const suits = (id: MetricId, loss: unknown): boolean =>
  loss === 'none' || /accuracy$|^f1/i.test(id) !== numeric.includes(loss);

/**
 * The metrics of one Output call. With several outputs the names begin with the output's id, and an output has only
 * those that suit its loss.
 */
export function metricsOf(
  call: Call,
  ids: readonly string[],
  logits: Logits,
  isOnlyOutput = true,
): Metric[] {
  return ids.flatMap((id) => {
    if (!isMetricId(id) || (!isOnlyOutput && !suits(id, call.config.loss))) return [];
    const name = isOnlyOutput ? id : `${call.id}${id[0]!.toUpperCase()}${id.slice(1)}`;
    return [{ name, ...makers[id](call, logits) }];
  });
}

function isMetricId(id: string): id is MetricId {
  return Object.hasOwn(makers, id);
}
