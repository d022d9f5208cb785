import * as tf from '@tensorflow/tfjs';
import { createBatchSource, disposeBatch } from '../batches';
import { soleIds } from '../procedures/players';
import type { Driver } from './driver';

/** The first samples of the part as the machine dreams them: up to the hidden units and back. */
export const reconstruct: Driver = ({ models, part, count }) => {
  const network = models.network!;
  const { dream } = soleIds(network.program, 'visible', 'dream');
  const source = createBatchSource(part);
  const rows = Int32Array.from({ length: Math.min(count, part.count) }, (_, i) => i);
  const batch = source.take(rows);
  const result = tf.tidy(() => network.forward(batch.inputs, { training: false })[dream]!);
  disposeBatch(batch);
  source.dispose();
  return result;
};
