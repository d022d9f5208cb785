/** Two networks against each other (Goodfellow et al., 2014), with the loss that keeps the generator's gradient alive. */
import * as tf from '@tensorflow/tfjs';
import { float, int, optional } from '../../compiler/params';
import { optimizerParam } from '../../compiler/training/optimizers';
import { normalTensor } from '../drivers/noise';
import { createOptimizer } from '../optimizers/optimizer';
import { defineProcedure } from '../procedure';
import { countModes, pointsOf } from './modes';
import { prefixed, soleIds, withPrefix } from './players';

/** Samples that are compared with the held-out part at most. */
const COMPARED = 2048;

export const adversarial = defineProcedure({
  id: 'adversarial',
  doc: 'A generator learns to make samples that a discriminator cannot tell from real ones.',
  slots: {
    generator: 'Noise in, a sample out.',
    discriminator: 'A sample in, one number out: the chance that it is real.',
  },
  feeds: { generator: 'nothing', discriminator: 'inputs' },
  params: {
    generatorOptimizer: optimizerParam,
    discriminatorOptimizer: optimizerParam,
    discriminatorSteps: int(1, 'Steps of the discriminator for each one of the generator.', {
      max: 100,
    }),
    smoothing: float(0, 'Share by which the target of real samples is below 1.', {
      min: 0,
      max: 0.5,
    }),
    modeRadius: optional(
      float(1, 'Counts the groups of real samples, at least this far apart, that are generated.', {
        min: 0,
        rare: true,
      }),
    ),
  },
  metrics: ['discriminatorLoss', 'modes', 'quality'],
  start: ({ config, models, random }) => {
    const generator = models.generator!;
    const discriminator = models.discriminator!;
    const { noise, sample } = soleIds(generator.program, 'noise', 'sample');
    const { real, verdict } = soleIds(discriminator.program, 'real', 'verdict');
    const variablesOf = ({ trainable, variables }: typeof generator) =>
      trainable.map((name) => variables.get(name)!);
    const players = {
      generator: createOptimizer(config.generatorOptimizer, variablesOf(generator)),
      discriminator: createOptimizer(config.discriminatorOptimizer, variablesOf(discriminator)),
    };
    const { shape } = generator.program.calls.find((call) => call.id === noise)!.config;

    const draw = (count: number, label: string): tf.Tensor =>
      normalTensor([count, ...(shape as number[])], random.fork(label));
    const generate = (input: tf.Tensor, isOwn: boolean): tf.Tensor =>
      generator.forward({ [noise]: input }, { training: true, updateStatistics: isOwn })[sample]!;
    const judge = (input: tf.Tensor, isOwn: boolean): tf.Tensor =>
      discriminator.forward(
        { [real]: input },
        { training: true, logits: true, updateStatistics: isOwn },
      )[verdict]!;
    // From logits: −log σ(x) = softplus(−x), so neither player's loss overflows.
    const surprise = (logits: tf.Tensor, target: number): tf.Scalar =>
      tf.mean(tf.sub(tf.softplus(logits), tf.mul(logits, target)));

    const play = (player: keyof typeof players, loss: () => tf.Scalar): tf.Scalar => {
      const model = models[player]!;
      const variables = variablesOf(model);
      const { value, grads } = tf.variableGrads(loss, variables);
      players[player].apply(variables.map((v) => grads[v.name] ?? tf.zerosLike(v)));
      model.constrain();
      return value;
    };

    return {
      trainStep: (batch, step) =>
        tf.tidy(() => {
          let discriminatorLoss: tf.Scalar = tf.scalar(0);
          for (let k = 0; k < config.discriminatorSteps; k++) {
            const fake = generate(draw(batch.size, `discriminator ${step} ${k}`), false);
            discriminatorLoss = play('discriminator', () =>
              tf.add(
                surprise(judge(batch.inputs[real]!, true), 1 - config.smoothing),
                surprise(judge(fake, true), 0),
              ),
            );
          }
          const input = draw(batch.size, `generator ${step}`);
          const loss = play('generator', () => surprise(judge(generate(input, true), false), 1));
          return { loss, discriminatorLoss };
        }),
      async evaluate(part) {
        const count = Math.min(part.count, COMPARED);
        const [fake, losses] = tf.tidy(() => {
          const made = generator.forward(
            { [noise]: draw(count, 'evaluation') },
            { training: false },
          );
          const points = pointsOf(part.inputs[real]!, count);
          const options = { training: false, logits: true };
          const truth = tf.tensor(points, made[sample]!.shape);
          const onFake = discriminator.forward({ [real]: made[sample]! }, options)[verdict]!;
          const onReal = discriminator.forward({ [real]: truth }, options)[verdict]!;
          const judged = tf.add(surprise(onReal, 1), surprise(onFake, 0));
          return [made[sample]!, tf.stack([surprise(onFake, 1), judged])];
        });
        const [points, [loss, discriminatorLoss]] = await Promise.all([fake.data(), losses.data()]);
        tf.dispose([fake, losses]);
        const measured = { loss: loss!, discriminatorLoss: discriminatorLoss! };
        if (config.modeRadius === null) return measured;
        const size = points.length / count;
        const truth = pointsOf(part.inputs[real]!, part.count);
        return {
          ...measured,
          ...countModes(truth, Float32Array.from(points), size, config.modeRadius),
        };
      },
      get learningRate() {
        return players.generator.learningRate;
      },
      set learningRate(value) {
        const ratio = players.discriminator.learningRate / players.generator.learningRate;
        players.generator.learningRate = value;
        players.discriminator.learningRate = value * (Number.isFinite(ratio) ? ratio : 1);
      },
      state: () => ({
        ...prefixed('generator', players.generator.state()),
        ...prefixed('discriminator', players.discriminator.state()),
      }),
      restore(state) {
        players.generator.restore(withPrefix('generator', state));
        players.discriminator.restore(withPrefix('discriminator', state));
      },
      dispose() {
        players.generator.dispose();
        players.discriminator.dispose();
      },
    };
  },
});
