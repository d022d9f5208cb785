/** Every training procedure, by id. */
import type { Procedure } from '../procedure';
import { adversarial } from './adversarial';
import { contrastiveDivergence } from './contrastive-divergence';
import { gradient } from './gradient';

const all = [gradient, adversarial, contrastiveDivergence];

/** Their parameter types are forgotten: the trainer fills `config` from each one's own params. */
export const procedures: ReadonlyMap<string, Procedure> = new Map(
  all.map((procedure) => [procedure.id, procedure as unknown as Procedure]),
);
