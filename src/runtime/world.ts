/** What checking needs of the machine: data sets and procedures, as data. */
import type { World } from '../compiler/world';
import { datasets } from './datasets/all';
import { procedures } from './procedures/all';

export const world: World = {
  datasets: new Map([...datasets].map(([id, { spec }]) => [id, spec])),
  procedures,
};
