/** Every data set, by id. */
import type { Dataset } from '../dataset';
import { digits } from './digits';
import { files } from './files';
import { gaussianRing } from './gaussian-ring';
import { iris } from './iris';
import { spirals } from './spirals';
import { twoMoons } from './two-moons';
import { xor } from './xor';

export const datasets: ReadonlyMap<string, Dataset> = new Map(
  [digits, iris, twoMoons, spirals, xor, gaussianRing, files].map((dataset) => [
    dataset.spec.id,
    dataset,
  ]),
);
