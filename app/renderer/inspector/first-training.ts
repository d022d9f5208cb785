import type { DatasetSpec } from '../../../src/compiler/world';
import { MAIN, type StopRule, type Training } from '../../../src/graph/document';

/** Few samples are seen again and again until a small network has had time to learn; many are not. */
const STEPS = 600;
const FEWEST_EPOCHS = 5;
const MOST_EPOCHS = 100;
/** Below this many samples a batch is small, so that an epoch has more than a few steps. */
const FEW = 2000;

const stop: StopRule = {
  monitor: 'valLoss',
  patience: 20,
  minDelta: 0,
  restoreBestWeights: true,
};

/** How a document that says nothing of training is trained once somebody asks for it, on this data if it has any. */
export function firstTraining(data?: DatasetSpec): Training {
  const samples = data?.samples.train ?? 0;
  const isFew = samples > 0 && samples < FEW;
  const batchSize = isFew ? 16 : 64;
  const epochs = samples > 0 ? Math.ceil((STEPS * batchSize) / samples) : FEWEST_EPOCHS;
  const target = data?.columns.target;
  return {
    phases: [
      {
        procedure: 'gradient',
        epochs: Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, epochs)),
        networks: { network: MAIN },
        config: {
          optimizer: { id: 'adam', learningRate: 0.001 },
          // Numbers are never quite right: their error says how far off the answers are.
          metrics: [target && !target.classes ? 'meanAbsoluteError' : 'accuracy'],
        },
      },
    ],
    batchSize,
    seed: 7,
    // What is seen again and again is learnt by heart in the end.
    ...(isFew && { stop }),
  };
}
