import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../compiler/testing/documents';
import type { Document } from '../graph/document';
import type { PreparedData } from './dataset';
import { prepareData } from './prepare';
import { procedures } from './procedures/all';
import { buildModels, disposeModels, lowerAll } from './setup';
import { testHost } from './testing/host';
import { shortened, template } from './testing/template';
import { useWasm } from './testing/wasm';
import { createTrainer } from './trainer';
import { openPhase } from './trainer-data';
import { rehearse } from './warm-up';

const host = testHost();

/** Moving statistics and masks that change with every pass. */
const noisy: Document = {
  ...template('two-moons'),
  networks: {
    main: chain(
      ['input', 'Input', { shape: [2] }],
      ['fc', 'Dense', { units: 8, kernelConstraint: { id: 'maxNorm', maxValue: 0.5 } }],
      ['norm', 'BatchNormalization', { momentum: 0.5 }],
      ['drop', 'Dropout', { rate: 0.5 }],
      ['classes', 'Dense', { units: 2, activation: 'softmax' }],
      ['moon', 'Output', { loss: 'categoricalCrossentropy' }],
    ),
  },
};

const documents: Readonly<Record<string, Document>> = {
  'statistics, masks and constraints': noisy,
  'two players': template('gan-ring'),
  'a local rule': template('rbm-digits'),
};

/** All weights after an epoch, and the tensors that are left over. */
async function trained(document: Document, data: PreparedData, isRehearsed: boolean) {
  const before = tf.memory().numTensors;
  const training = shortened(document, { epochs: 1 }).training!;
  const models = buildModels({ programs: lowerAll(document), ...training, backend: 'cpu' });
  const options = { ...training, models, procedures, data, now: host.now };
  if (isRehearsed) {
    const phase = (await openPhase(options, 0, () => false))!;
    const place = { phase: 0, epoch: 0, step: 0, total: 0 };
    rehearse({ options, place, stepsPerEpoch: 1, data: phase });
    phase.dispose();
  }
  await createTrainer(options).run();
  const weights = [...models.values()].flatMap((model) =>
    [...model.variables.values()].map((variable) => [...variable.dataSync()]),
  );
  disposeModels(models);
  return { weights, left: tf.memory().numTensors - before };
}

describe.each([
  ['cpu', () => tf.setBackend('cpu')],
  ['wasm', useWasm],
] as const)('a step gone through ahead on %s', (_, use) => {
  beforeAll(async () => {
    await use();
  });

  it.each(Object.entries(documents))(
    'changes nothing that training does: %s',
    async (_, document) => {
      const data = await prepareData({ document, ...host, limit: 100 });
      const [plain, rehearsed] = [
        await trained(document, data, false),
        await trained(document, data, true),
      ];
      expect(rehearsed.weights).toEqual(plain.weights);
      expect(rehearsed.left).toBe(0);
    },
  );
});
