/**
 * A restricted Boltzmann machine, learned by a local rule (Hinton, 2002; persistent chains: Tieleman, 2008).
 * It is drawn as two Dense layers, visible → hidden → visible; the second holds the transposed kernel of the first
 * and its bias is the visible bias, so both directions are saved, shown and exported as ordinary layers.
 */
import * as tf from '@tensorflow/tfjs';
import { bool, float, int } from '../../compiler/params';
import { optimizerParam } from '../../compiler/training/optimizers';
import { createBatchSource, disposeBatch, slices } from '../batches';
import { uniformTensor } from '../drivers/noise';
import { createOptimizer } from '../optimizers/optimizer';
import { defineProcedure } from '../procedure';
import { boltzmannWeights } from './boltzmann-weights';
import { soleIds } from './players';

export const contrastiveDivergence = defineProcedure({
  id: 'contrastive-divergence',
  doc: 'Makes the data more likely than what the network dreams up: a local rule, without a gradient.',
  slots: { network: 'Visible units in, a sigmoid Dense of hidden units, a sigmoid Dense back.' },
  feeds: { network: 'inputs' },
  params: {
    optimizer: optimizerParam,
    gibbsSteps: int(1, 'Steps from the data to the dream: the k of CD-k.', { max: 1000 }),
    persistent: bool(false, 'Let the dreams of one batch go on where those of the last ended.'),
    weightDecay: float(0, 'Share of the kernel that every step takes away.', { min: 0, max: 1 }),
  },
  metrics: [],
  start: ({ config, models, random, batchSize }) => {
    const model = models.network!;
    const { visible: input, dream: output } = soleIds(model.program, 'visible', 'dream');
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

    const loss = (batch: Readonly<Record<string, tf.Tensor>>): tf.Scalar => {
      const seen = batch[input]!;
      const dream = model.forward(batch, { training: false })[output]!;
      return tf.mean(tf.squaredDifference(tf.reshape(seen, dream.shape), dream));
    };
    // Minus the gradient of log-likelihood, estimated: ⟨v h⟩ of the dream less ⟨v h⟩ of the data.
    const step = (batch: Readonly<Record<string, tf.Tensor>>, index: number): void => {
      const data = tf.reshape(batch[input]!, [-1, visible.size]);
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
      const [n, m] = [data.shape[0]!, dream.shape[0]!];
      const positive = tf.div(tf.matMul(data, awake, true), n);
      const negative = tf.div(tf.matMul(dream, asleep, true), m);
      optimizer.apply([
        tf.add(tf.sub(negative, positive), tf.mul(kernel, config.weightDecay)),
        tf.sub(tf.mean(asleep, 0), tf.mean(awake, 0)),
        tf.sub(tf.mean(dream, 0), tf.mean(data, 0)),
      ]);
      tie();
    };

    return {
      trainStep: ({ inputs }, index) =>
        tf.tidy(() => {
          const before = loss(inputs);
          step(inputs, index);
          return { loss: before };
        }),
      async evaluate(part) {
        const source = createBatchSource(part);
        let sum = 0;
        for (const rows of slices(part.count, 1000)) {
          const batch = source.take(rows);
          const value = tf.tidy(() => loss(batch.inputs));
          sum += (await value.data())[0]! * batch.size;
          value.dispose();
          disposeBatch(batch);
        }
        source.dispose();
        return { loss: sum / part.count };
      },
      get learningRate() {
        return optimizer.learningRate;
      },
      set learningRate(value) {
        optimizer.learningRate = value;
      },
      state: () => ({ ...optimizer.state(), chain: tf.clone(chain) }),
      restore(state) {
        optimizer.restore(state);
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
