/**
 * A restricted Boltzmann machine, learned by a local rule (Hinton, 2002; persistent chains: Tieleman, 2008).
 * It is drawn as two Dense layers, visible → hidden → visible; the second holds the transposed kernel of the first
 * and its bias is the visible bias, so both directions are saved, shown and exported as ordinary layers.
 */
import * as tf from '@tensorflow/tfjs';
import { createBatchSource, disposeBatch, slices } from '../batches';
import type { PreparedPart } from '../dataset';
import { uniformTensor } from '../drivers/noise';
import type { Model } from '../model';
import { createOptimizer } from '../optimizers/optimizer';
import { defineProcedure } from '../procedure';
import { boltzmannWeights } from './boltzmann-weights';
import { contrastiveDivergenceSpec } from './contrastive-divergence-spec';
import { restoreOptimizer, soleIds, stateOf } from './players';

export const contrastiveDivergence = defineProcedure({
  ...contrastiveDivergenceSpec,
  start: ({ config, models, random, batchSize }) => {
    const model = models.network!;
    const { data: input } = soleIds(model.program, 'data', 'dream');
    const { kernel, hidden, back, visible } = boltzmannWeights(model);
    const optimizer = createOptimizer(config.optimizer, [kernel, hidden, visible]);
    const tie = (): void => tf.tidy(() => back.assign(tf.clone(tf.transpose(kernel))));
    tie();
    const up = (v: tf.Tensor) => tf.sigmoid(tf.add(tf.matMul(v, kernel), hidden));
    const down = (h: tf.Tensor) => tf.sigmoid(tf.add(tf.matMul(h, kernel, false, true), visible));
    const sample = (p: tf.Tensor, label: string) =>
      tf.cast(tf.greater(p, uniformTensor(p.shape, random.fork(label))), 'float32');
    const chain = tf.tidy(() =>
      tf.variable(tf.round(uniformTensor([batchSize, hidden.size], random.fork('chain'))), false),
    );

    const step = (inputs: Inputs, index: number): void => {
      const data = tf.reshape(inputs[input]!, [-1, visible.size]);
      const awake = up(data);
      let h = config.persistent ? (chain as tf.Tensor) : sample(awake, `awake ${index}`);
      let dream = data;
      let asleep = awake;
      for (let k = 0; k < config.gibbsSteps; k++) {
        // Probabilities are less noisy; a chain that goes on for ever has to visit real patterns.
        const chance = down(h);
        dream = config.persistent ? sample(chance, `dream ${index} ${k}`) : chance;
        asleep = up(dream);
        h = sample(asleep, `asleep ${index} ${k}`);
      }
      if (config.persistent) chain.assign(h as tf.Tensor2D);
      const [ofKernel, ...ofBiases] = unlearn([data, awake], [dream, asleep]);
      optimizer.apply([tf.add(ofKernel!, tf.mul(kernel, config.weightDecay)), ...ofBiases]);
      tie();
    };

    return {
      trainStep: ({ inputs }, index) =>
        tf.tidy(() => {
          const before = reconstructionError(model, inputs);
          step(inputs, index);
          return { loss: before };
        }),
      evaluate: (part) => meanError(model, part),
      get learningRate() {
        return optimizer.learningRate;
      },
      set learningRate(value) {
        optimizer.learningRate = value;
      },
      state: () => ({ ...stateOf(optimizer), chain: tf.clone(chain) }),
      restore(state) {
        restoreOptimizer(optimizer, state);
        if (state.chain) chain.assign(tf.clone(state.chain) as tf.Tensor2D);
        tie();
      },
      dispose() {
        optimizer.dispose();
        chain.dispose();
      },
    };
  },
});

type Pair = readonly [visible: tf.Tensor, hidden: tf.Tensor];

/** Minus the gradient of the log-likelihood, estimated: ⟨v h⟩, ⟨h⟩, ⟨v⟩ of the dream less those of the data. */
function unlearn(data: Pair, dream: Pair): tf.Tensor[] {
  const product = ([v, h]: Pair) => tf.div(tf.matMul(v, h, true), v.shape[0]!);
  const mean = (units: tf.Tensor) => tf.mean(units, 0);
  return [
    tf.sub(product(dream), product(data)),
    tf.sub(mean(dream[1]), mean(data[1])),
    tf.sub(mean(dream[0]), mean(data[0])),
  ];
}

type Inputs = Readonly<Record<string, tf.Tensor>>;

/** Mean squared difference a unit between what is seen and what the hidden units make of it. */
function reconstructionError(model: Model, inputs: Inputs): tf.Scalar {
  const { data, dream } = soleIds(model.program, 'data', 'dream');
  const made = model.forward(inputs, { training: false })[dream]!;
  return tf.mean(tf.squaredDifference(tf.reshape(inputs[data]!, made.shape), made));
}

async function meanError(model: Model, part: PreparedPart): Promise<{ readonly loss: number }> {
  const source = createBatchSource(part);
  let sum = 0;
  for (const rows of slices(part.count, 1000)) {
    const batch = source.take(rows);
    const value = tf.tidy(() => reconstructionError(model, batch.inputs));
    sum += (await value.data())[0]! * batch.size;
    value.dispose();
    disposeBatch(batch);
  }
  source.dispose();
  return { loss: sum / part.count };
}
