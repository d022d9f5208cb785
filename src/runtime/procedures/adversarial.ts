/** Two networks against each other (Goodfellow et al., 2014), with the loss that keeps the generator's gradient alive. */
import * as tf from '@tensorflow/tfjs';
import type { Config } from '../../graph/document';
import type { Model } from '../model';
import { createOptimizer } from '../optimizers/optimizer';
import { type Batch, defineProcedure, type StepValues } from '../procedure';
import { adversarialSpec } from './adversarial-spec';
import { createGame, surprise } from './game';
import { judgeGame } from './judgement';
import { prefixed, restoreOptimizer, stateOf, withPrefix } from './players';

/** A player at the table: what it may change, and how. */
function seat(model: Model, choice: Config) {
  const variables = model.trainable.map((name) => model.variables.get(name)!);
  return { model, variables, optimizer: createOptimizer(choice, variables) };
}

/** One step of one player down its own loss. */
function play({ model, variables, optimizer }: ReturnType<typeof seat>, loss: () => tf.Scalar) {
  const { value, grads } = tf.variableGrads(loss, variables);
  optimizer.apply(variables.map((v) => grads[v.name] ?? tf.zerosLike(v)));
  model.constrain();
  return value;
}

export const adversarial = defineProcedure({
  ...adversarialSpec,
  start: ({ config, models, random }) => {
    const game = createGame(models, random);
    const generator = seat(models.generator!, config.generatorOptimizer);
    const discriminator = seat(models.discriminator!, config.discriminatorOptimizer);
    const step = ({ size, inputs }: Batch, index: number): StepValues => {
      let discriminatorLoss: tf.Scalar = tf.scalar(0);
      for (let k = 0; k < config.discriminatorSteps; k++) {
        const fake = game.generate(
          game.noise(size, `discriminator ${index} ${k}`),
          'discriminator',
        );
        discriminatorLoss = play(discriminator, () => {
          const onReal = game.judge(inputs[game.real]!, 'discriminator');
          const onFake = game.judge(fake, 'discriminator');
          return tf.add(surprise(onReal, 1 - config.smoothing), surprise(onFake, 0));
        });
      }
      const noise = game.noise(size, `generator ${index}`);
      const loss = play(generator, () =>
        surprise(game.judge(game.generate(noise, 'generator'), 'generator'), 1),
      );
      return { loss, discriminatorLoss };
    };
    return {
      trainStep: (batch, index) => tf.tidy(() => step(batch, index)),
      evaluate: (part) => judgeGame(game, part, config.modeRadius),
      get learningRate() {
        return generator.optimizer.learningRate;
      },
      /** Both rates move by the same factor. */
      set learningRate(value) {
        const factor = value / generator.optimizer.learningRate;
        generator.optimizer.learningRate = value;
        if (Number.isFinite(factor)) discriminator.optimizer.learningRate *= factor;
      },
      state: () => ({
        ...prefixed('generator', stateOf(generator.optimizer)),
        ...prefixed('discriminator', stateOf(discriminator.optimizer)),
      }),
      restore(state) {
        restoreOptimizer(generator.optimizer, withPrefix('generator', state));
        restoreOptimizer(discriminator.optimizer, withPrefix('discriminator', state));
      },
      dispose() {
        generator.optimizer.dispose();
        discriminator.optimizer.dispose();
      },
    };
  },
});
