/** Regularizers as a term of the loss and constraints as a step after the update, from `<weight>Regularizer` and `<weight>Constraint`. */
import * as tf from '@tensorflow/tfjs';
import { paramOf } from '../compiler/layer';
import type { Program } from '../compiler/program';
import type { Config, Json } from '../graph/document';

type Named = { readonly variable: tf.Variable; readonly choice: Config };

const isChoice = (value: Json | undefined): value is Config =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const number = (value: Json | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

/** Every weight of the program that has a choice under `<weight><suffix>`. */
function chosen(
  program: Program,
  variables: ReadonlyMap<string, tf.Variable>,
  suffix: 'Regularizer' | 'Constraint',
): Named[] {
  return program.calls.flatMap((call) =>
    call.sharesWith
      ? []
      : call.weights.flatMap((weight) => {
          const choice = (weight.of ?? call.config)[paramOf(weight, suffix)];
          const variable = variables.get(`${call.id}.${weight.name}`);
          return variable && isChoice(choice) ? [{ variable, choice }] : [];
        }),
  );
}

/** `l1 · Σ|x| + l2 · Σx²` of a regularizer's choice. */
function penaltyOf(choice: Config): (x: tf.Tensor) => tf.Tensor {
  const l1 = choice.id === 'l2' ? 0 : number(choice.l1, 0.01);
  const l2 = choice.id === 'l1' ? 0 : number(choice.l2, 0.01);
  return (x) => {
    const absolute = l1 > 0 ? tf.mul(tf.sum(tf.abs(x)), l1) : tf.scalar(0);
    return l2 > 0 ? tf.add(absolute, tf.mul(tf.sum(tf.square(x)), l2)) : absolute;
  };
}

/** A function that adds up the penalties of all weights, or gives `null` where there are none. */
export function penaltiesOf(
  program: Program,
  variables: ReadonlyMap<string, tf.Variable>,
): () => tf.Scalar | null {
  const penalised = chosen(program, variables, 'Regularizer').map(({ variable, choice }) => ({
    variable,
    penalty: penaltyOf(choice),
  }));
  if (penalised.length === 0) return () => null;
  return () =>
    tf.tidy(() => {
      const terms = penalised.map(({ variable, penalty }) => penalty(variable));
      // A sum over all axes is a scalar.
      return terms.reduce((a, b) => tf.add(a, b)) as tf.Scalar;
    });
}

/** Penalties on outputs by call, each a mean over the batch as in Keras. */
export function outputPenaltiesOf(
  program: Program,
): { readonly id: string; readonly penalty: (output: tf.Tensor) => tf.Scalar }[] {
  return program.calls.flatMap(({ id, config }) => {
    const choice = config.activityRegularizer;
    if (!isChoice(choice)) return [];
    const sum = penaltyOf(choice);
    // A sum over all axes is a scalar.
    return [{ id, penalty: (output) => tf.div(sum(output), output.shape[0] ?? 1) as tf.Scalar }];
  });
}

const EPSILON = 1e-7;

const norms = (w: tf.Tensor, axis: number): tf.Tensor =>
  tf.sqrt(tf.sum(tf.square(w), Math.min(axis, w.rank - 1), true));

/** As `keras.constraints`. */
const constraints: Readonly<Record<string, (w: tf.Tensor, choice: Config) => tf.Tensor>> = {
  nonNeg: (w) => tf.relu(w),
  unitNorm: (w, { axis }) => tf.div(w, tf.add(norms(w, number(axis, 0)), EPSILON)),
  maxNorm: (w, { maxValue, axis }) => {
    const length = norms(w, number(axis, 0));
    const wanted = tf.clipByValue(length, 0, number(maxValue, 2));
    return tf.mul(w, tf.div(wanted, tf.add(length, EPSILON)));
  },
  minMaxNorm: (w, { minValue, maxValue, rate, axis }) => {
    const length = norms(w, number(axis, 0));
    const strictness = number(rate, 1);
    const wanted = tf.add(
      tf.mul(tf.clipByValue(length, number(minValue, 0), number(maxValue, 1)), strictness),
      tf.mul(length, 1 - strictness),
    );
    return tf.mul(w, tf.div(wanted, tf.add(length, EPSILON)));
  },
};

/** A function that puts every constrained weight back within its bounds. */
export function constraintsOf(
  program: Program,
  variables: ReadonlyMap<string, tf.Variable>,
): () => void {
  const held = chosen(program, variables, 'Constraint').filter(
    ({ choice }) => constraints[String(choice.id)],
  );
  return () => {
    for (const { variable, choice } of held) {
      tf.tidy(() => variable.assign(constraints[String(choice.id)]!(variable, choice)));
    }
  };
}
