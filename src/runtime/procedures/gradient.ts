/** Ordinary training: the loss of one network goes down along its gradient. */
import * as tf from '@tensorflow/tfjs';
import type { ValuesOf } from '../../compiler/params';
import { classWeightsOf } from '../class-weights';
import type { PreparedPart } from '../dataset';
import { evaluatePart, measure, type Objective, objectiveOf, totalLoss } from '../evaluate';
import type { Model } from '../model';
import { clipGradients } from '../optimizers/clipping';
import { createOptimizer } from '../optimizers/optimizer';
import { type Batch, defineProcedure, type StepValues } from '../procedure';
import { scheduleFactor } from '../schedules';
import { gradientSpec } from './gradient-spec';
import { packNumber, unpackNumber } from './numbers';

/** Loss, its gradient in the order of the variables, and the outputs, which the caller disposes. */
function descend(
  model: Model,
  objective: Objective,
  variables: tf.Variable[],
  batch: Batch,
): { loss: tf.Scalar; gradients: tf.Tensor[]; outputs: Readonly<Record<string, tf.Tensor>> } {
  let outputs: Readonly<Record<string, tf.Tensor>> = {};
  const { value: loss, grads } = tf.variableGrads(() => {
    outputs = model.forward(batch.inputs, { training: true, logits: true });
    // The metrics are measured after the tape is closed.
    for (const output of Object.values(outputs)) tf.keep(output);
    const penalty = model.regularization();
    const total = totalLoss(objective, outputs, batch.targets);
    return penalty ? tf.add(total, penalty) : total;
  }, variables);
  return { loss, gradients: variables.map((v) => grads[v.name] ?? tf.zerosLike(v)), outputs };
}

/** What is measured, and what is descended: the same but for the weights of classes. */
function objectivesOf(
  model: Model,
  { metrics, classWeights }: Pick<ValuesOf<typeof gradientSpec.params>, 'metrics' | 'classWeights'>,
  train: PreparedPart | undefined,
) {
  const ids = metrics ?? [];
  const objective = objectiveOf(model, ids);
  if (classWeights !== 'balanced' || !train) return { objective, trained: objective, weights: [] };
  const weights = classWeightsOf(model, train);
  return { objective, trained: objectiveOf(model, ids, weights), weights: [...weights.values()] };
}

export const gradient = defineProcedure({
  ...gradientSpec,
  start: ({ config, models, epochs, stepsPerEpoch, train }) => {
    const model = models.network!;
    const variables = model.trainable.map((name) => model.variables.get(name)!);
    if (variables.length === 0) {
      throw new Error('No weight of the network is free to learn. Unfreeze a node or add a layer.');
    }
    const { objective, trained, weights } = objectivesOf(model, config, train);
    const optimizer = createOptimizer(config.optimizer ?? { id: 'adam' }, variables);
    let baseRate = optimizer.learningRate;
    let nextStep = 0;
    let isKept = false;
    const kept = new Map<string, tf.Tensor>();
    const factor = (step: number): number =>
      scheduleFactor(config.schedule ?? null, step, { epochs, stepsPerEpoch });

    const release = (): void => {
      tf.dispose([...kept.values()]);
      kept.clear();
    };

    const step = (batch: Batch): StepValues => {
      const { loss, gradients, outputs } = descend(model, trained, variables, batch);
      optimizer.apply(clipGradients(gradients, config.clipping ?? null));
      model.constrain();
      release();
      if (isKept) {
        gradients.forEach((g, i) => void kept.set(model.trainable[i]!, tf.keep(tf.clone(g))));
      }
      const measured = measure(objective, outputs, batch.targets);
      tf.dispose(Object.values(outputs));
      return { loss, ...measured };
    };

    return {
      trainStep(batch, index) {
        optimizer.learningRate = baseRate * factor(index);
        nextStep = index + 1;
        return tf.tidy(() => step(batch));
      },
      evaluate: (part) => evaluatePart(model, part, objective),
      keepGradients(keep) {
        isKept = keep;
        if (!keep) release();
      },
      gradients: () => kept,
      get learningRate() {
        return baseRate * factor(nextStep);
      },
      set learningRate(value) {
        baseRate = value / (factor(nextStep) || 1);
      },
      state: () => ({ ...optimizer.state(), rate: packNumber(baseRate) }),
      restore(state) {
        optimizer.restore(state);
        if (state.rate) baseRate = unpackNumber(state.rate);
      },
      dispose() {
        release();
        tf.dispose(weights);
        optimizer.dispose();
      },
    };
  },
});
