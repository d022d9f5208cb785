/** Every data set, by id. */
import type { Dataset } from '../dataset';
import { barsAndStripes } from './bars-and-stripes';
import { birdstrikes } from './birdstrikes';
import { births } from './births';
import { blobs } from './blobs';
import { breastCancer } from './breast-cancer';
import { cars } from './cars';
import { co2 } from './co2';
import { copyTask } from './copy-task';
import { digitPairs } from './digit-pairs';
import { digits } from './digits';
import { emoji } from './emoji';
import { files } from './files';
import { filmOpinions } from './film-opinions';
import { gaussianRing } from './gaussian-ring';
import { imdb } from './imdb';
import { iris } from './iris';
import { mackeyGlass } from './mackey-glass';
import { mobyDick } from './moby-dick';
import { movielens } from './movielens';
import { noisyCurve } from './noisy-curve';
import { penguins } from './penguins';
import { ratings } from './ratings';
import { rings } from './rings';
import { seattleWeather } from './seattle-weather';
import { sensors } from './sensors';
import { shapes } from './shapes';
import { spam } from './spam';
import { spirals } from './spirals';
import { stateOfTheUnion } from './state-of-the-union';
import { twoMoons } from './two-moons';
import { wine } from './wine';
import { xor } from './xor';

const all: readonly Dataset[] = [
  digits,
  digitPairs,
  emoji,
  iris,
  penguins,
  cars,
  wine,
  breastCancer,
  birdstrikes,
  spam,
  imdb,
  filmOpinions,
  stateOfTheUnion,
  mobyDick,
  seattleWeather,
  co2,
  births,
  sensors,
  mackeyGlass,
  ratings,
  movielens,
  twoMoons,
  spirals,
  xor,
  blobs,
  rings,
  gaussianRing,
  noisyCurve,
  shapes,
  barsAndStripes,
  copyTask,
  files,
];

export const datasets: ReadonlyMap<string, Dataset> = new Map(
  all.map((dataset) => [dataset.spec.id, dataset]),
);
