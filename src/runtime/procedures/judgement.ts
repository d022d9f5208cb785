/** How an adversarial game stands, measured against held-out samples. */
import * as tf from '@tensorflow/tfjs';
import type { PreparedPart } from '../dataset';
import { type Game, surprise } from './game';
import { countModes, pointsOf } from './modes';

/** Samples that are compared at most. */
const COMPARED = 2048;

/** Both losses, and with `modeRadius` how many groups of real samples are generated; see `countModes`. */
export async function judgeGame(
  game: Game,
  part: PreparedPart,
  modeRadius: number | null,
): Promise<Record<string, number>> {
  const count = Math.min(part.count, COMPARED);
  const real = part.inputs[game.real]!;
  const [made, losses] = tf.tidy(() => {
    const fake = game.generate(game.noise(count, 'evaluation'), 'nobody');
    const truth = tf.tensor(pointsOf(real, count), fake.shape);
    const onFake = game.judge(fake, 'nobody');
    const onReal = game.judge(truth, 'nobody');
    const judged = tf.add(surprise(onReal, 1), surprise(onFake, 0));
    return [fake, tf.stack([surprise(onFake, 1), judged])];
  });
  const [points, [loss, discriminatorLoss]] = await Promise.all([made.data(), losses.data()]);
  tf.dispose([made, losses]);
  const measured = { loss: loss!, discriminatorLoss: discriminatorLoss! };
  if (modeRadius === null) return measured;
  const fake = Float32Array.from(points);
  return {
    ...measured,
    ...countModes(pointsOf(real, part.count), fake, points.length / count, modeRadius),
  };
}
