/** What the document's own driver makes, by the procedure of its last phase. */
import type { Tensor } from '@tensorflow/tfjs';
import type { Document } from '../../graph/document';
import type { Model } from '../model';
import type { Driver, DriverContext } from './driver';
import { reconstruct } from './reconstruct';
import { sampleGenerator } from './sample-generator';

const drivers: ReadonlyMap<string, Driver> = new Map([
  ['adversarial', sampleGenerator],
  ['contrastive-divergence', reconstruct],
]);

/** [count, …], which the caller disposes; `undefined` where nothing is generated (a network that predicts). */
export function generate(
  document: Document,
  models: ReadonlyMap<string, Model>,
  context: Omit<DriverContext, 'models'>,
): Tensor | undefined {
  const phase = document.training?.phases.at(-1);
  const driver = phase === undefined ? undefined : drivers.get(phase.procedure);
  if (phase === undefined || driver === undefined) return undefined;
  const slots = Object.entries(phase.networks).map(([slot, name]) => [slot, models.get(name)!]);
  return driver({ ...context, models: Object.fromEntries(slots) as DriverContext['models'] });
}
