/**
 * The one list of training procedures, as data. `all.ts` adds to each what runs it: that is kept apart, so that
 * a page which only checks and draws documents does not load TensorFlow.js.
 */
import { adversarialSpec } from './adversarial-spec';
import { contrastiveDivergenceSpec } from './contrastive-divergence-spec';
import { gradientSpec } from './gradient-spec';

export const procedureSpecs = [gradientSpec, adversarialSpec, contrastiveDivergenceSpec] as const;

export type ProcedureId = (typeof procedureSpecs)[number]['id'];
