/** Every data set, by id. */
import type { Dataset } from '../dataset';
import { cars } from './cars';
import { digitPairs } from './digit-pairs';
import { digits } from './digits';
import { emoji } from './emoji';
import { files } from './files';
import { gaussianRing } from './gaussian-ring';
import { iris } from './iris';
import { penguins } from './penguins';
import { seattleWeather } from './seattle-weather';
import { shapes } from './shapes';
import { spam } from './spam';
import { spirals } from './spirals';
import { twoMoons } from './two-moons';
import { xor } from './xor';

const all: readonly Dataset[] = [
  digits,
  digitPairs,
  emoji,
  iris,
  penguins,
  cars,
  spam,
  seattleWeather,
  twoMoons,
  spirals,
  xor,
  gaussianRing,
  shapes,
  files,
];

export const datasets: ReadonlyMap<string, Dataset> = new Map(
  all.map((dataset) => [dataset.spec.id, dataset]),
);
