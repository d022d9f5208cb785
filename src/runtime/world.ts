/** What checking needs of the machine: data sets and procedures, as data. It pulls in no TensorFlow.js. */
import type { World } from '../compiler/world';
import { datasets } from './datasets/all';
import { pretrained } from './pretrained/all';
import { procedureSpecs } from './procedures/specs';

export const world: World = {
  datasets: new Map([...datasets].map(([id, { spec }]) => [id, spec])),
  weights: new Map(pretrained.map((spec) => [spec.id, spec])),
  procedures: new Map(procedureSpecs.map((spec) => [spec.id, spec])),
};
