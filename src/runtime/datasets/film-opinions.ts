import { int } from '../../compiler/params';
import { defineDataset } from '../dataset';
import type { Random } from '../random';
import { packTexts } from '../text-column';
import { generated } from './plane';
import { withoutTest } from './without-test';

const things = [
  'acting',
  'plot',
  'music',
  'ending',
  'dialogue',
  'camera work',
  'pace',
  'first half',
];
/** Words against and for. */
const words = [
  ['dull', 'clumsy', 'predictable', 'shallow', 'tiresome', 'weak', 'messy', 'forgettable'],
  ['brilliant', 'moving', 'clever', 'charming', 'gripping', 'funny', 'beautiful', 'memorable'],
] as const;
const degrees = ['', 'rather ', 'truly ', 'surprisingly '];
const negations = ['not ', 'never ', 'hardly '];
/** Share of clauses that say the opposite and deny it, and of those that disagree with the rest. */
const DENIED = 0.15;
const MIXED = 0.2;

/** What stands in where film reviews may not be passed on: three clauses, of which the first two agree with the label. */
export const filmOpinions = defineDataset({
  spec: {
    id: 'film-opinions',
    doc: 'Short opinions on films, made of words for and against; some are denied, some disagree.',
    ...generated,
    citation: 'Made for this program; no reviewer wrote them.',
    params: { count: int(2000, 'Number of opinions.', { min: 2, max: 100_000 }) },
    columns: {
      sample: { shape: [], dtype: 'text', doc: 'The opinion.' },
      target: {
        shape: [],
        dtype: 'uint8',
        doc: 'Whether the film was liked.',
        classes: ['negative', 'positive'],
      },
    },
    samples: { train: 2000, test: 0 },
    describe: ({ count }) => ({ samples: { train: Number(count), test: 0 } }),
  },
  load: async ({ parameters, random }) => {
    const labels = Uint8Array.from({ length: Number(parameters.count) }, () => random.int(2));
    return withoutTest({
      count: labels.length,
      columns: {
        sample: packTexts(Array.from(labels, (label) => opinion(label, random))),
        target: { shape: [], values: labels, dtype: 'int32' },
      },
    });
  },
});

function opinion(label: number, random: Random): string {
  const last = random.next() < MIXED ? 1 - label : label;
  const clauses = [label, label, last].map((side) => clause(side, random));
  return `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)}.`;
}

function clause(side: number, random: Random): string {
  const of = <T>(all: readonly T[]): T => all[random.int(all.length)]!;
  const isDenied = random.next() < DENIED;
  const word = of(words[isDenied ? 1 - side : side]!);
  return `the ${of(things)} was ${isDenied ? of(negations) : of(degrees)}${word}`;
}
