/** Documents that run and learn badly; `check.test.ts` asks for a row for every code. */
import type { Config, Document } from '../../graph/document';
import { chain, flowersOf, training } from './documents';
import type { ProblemRow } from './sequence-problems';

const softmax = ['answer', 'Dense', { units: 3, activation: 'softmax' }] as const;

/** The flowers' network whose Output has another loss. */
export function judged(loss: string, activation: string): Document {
  const flowers = flowersOf();
  const main = chain(
    ['input', 'Input', { shape: [4] }],
    ['answer', 'Dense', { units: 3, activation }],
    ['out', 'Output', { loss }],
  );
  return { ...flowers, networks: { main } };
}

/** The flowers' network, trained otherwise. */
export function stepping(optimizer: Config): Document {
  const [phase] = training.phases;
  const phases = [{ ...phase!, config: { optimizer } }];
  return { ...flowersOf(), training: { ...training, phases } };
}

const batched = flowersOf(
  ['dense', 'Dense', { units: 8 }],
  ['norm', 'BatchNormalization'],
  softmax,
);

export const lintProblems: readonly ProblemRow[] = [
  [
    'double-softmax',
    flowersOf(softmax, ['again', 'Softmax']),
    'again turns probabilities of answer into probabilities once more.',
  ],
  [
    'sigmoid-classes',
    judged('binaryCrossentropy', 'sigmoid'),
    'out judges each of 3 classes by itself: answer ends in sigmoid.',
  ],
  [
    'linear-layers',
    flowersOf(['dense', 'Dense', { units: 8 }], ['drop', 'Dropout'], softmax),
    'answer follows dense without an activation, so both compute no more than one layer.',
  ],
  [
    'batch-one',
    { ...batched, training: { ...training, batchSize: 1 } },
    'norm normalizes by the batch, and a batch of 1 is its own mean.',
  ],
  [
    'dead-relu',
    flowersOf(
      [
        'dense',
        'Dense',
        { units: 8, activation: 'relu', biasInitializer: { id: 'constant', value: -1 } },
      ],
      softmax,
    ),
    'dense: biasInitializer starts relu at 0 or below, where it has no gradient to leave again.',
  ],
  [
    'relu-output',
    judged('meanSquaredError', 'relu'),
    'out uses meanSquaredError after relu; where answer gives 0 it has no gradient to learn by.',
  ],
  [
    'learning-rate-high',
    stepping({ id: 'adam', learningRate: 0.5 }),
    'Phase 1: learningRate is 0.5, far above the usual 0.001 of adam.',
  ],
  [
    'learning-rate-low',
    stepping({ id: 'sgd', learningRate: 1e-7 }),
    'Phase 1: learningRate is 1e-7, far below the usual 0.01 of sgd.',
  ],
];
