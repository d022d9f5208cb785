/** The moves of an adversarial game, as tensors: noise, what the generator makes of it, what is thought of that. */
import * as tf from '@tensorflow/tfjs';
import { normalTensor } from '../drivers/noise';
import type { Model } from '../model';
import type { Random } from '../random';
import { soleIds } from './players';

export interface Game {
  /** Id of the discriminator's Input. */
  readonly real: string;
  /** Seeded by `label` alone, so that a resumed run draws the same. */
  noise(count: number, label: string): tf.Tensor;
  /** `player`: whose turn it is; moving statistics follow only their own network's turn. */
  generate(noise: tf.Tensor, player: Player): tf.Tensor;
  /** Logits of being real. */
  judge(samples: tf.Tensor, player: Player): tf.Tensor;
}

export type Player = 'generator' | 'discriminator' | 'nobody';

export function createGame(models: Readonly<Record<string, Model>>, random: Random): Game {
  const generator = models.generator!;
  const discriminator = models.discriminator!;
  const { noise, sample } = soleIds(generator.program, 'noise', 'sample');
  const { real, verdict } = soleIds(discriminator.program, 'real', 'verdict');
  // Input's shape is a list of sizes; a generator's noise has no free ones.
  const shape = generator.program.calls.find((call) => call.id === noise)!.config
    .shape as readonly number[];
  const options = (own: Player, player: Player) => ({
    training: player !== 'nobody',
    updateStatistics: player === own,
  });
  return {
    real,
    noise: (count, label) => normalTensor([count, ...shape], random.fork(label)),
    generate: (input, player) =>
      generator.forward({ [noise]: input }, options('generator', player))[sample]!,
    judge: (input, player) =>
      discriminator.forward(
        { [real]: input },
        { ...options('discriminator', player), logits: true },
      )[verdict]!,
  };
}

/** Mean cross-entropy from logits, −log σ(x) = softplus(−x): finite for any of them. */
export function surprise(logits: tf.Tensor, target: number): tf.Scalar {
  return tf.mean(tf.sub(tf.softplus(logits), tf.mul(logits, target)));
}
