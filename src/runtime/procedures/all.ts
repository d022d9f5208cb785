/** Every training procedure, by id: the list of `specs.ts` with what runs each of them. */
import type { Procedure } from '../procedure';
import { adversarial } from './adversarial';
import { contrastiveDivergence } from './contrastive-divergence';
import { gradient } from './gradient';
import { type ProcedureId, procedureSpecs } from './specs';

const runs: Readonly<Record<ProcedureId, unknown>> = {
  gradient,
  adversarial,
  'contrastive-divergence': contrastiveDivergence,
};

/** Their parameter types are forgotten: the trainer fills `config` from each one's own params. */
export const procedures: ReadonlyMap<string, Procedure> = new Map(
  procedureSpecs.map(({ id }) => [id, runs[id] as Procedure]),
);
