/** What a backbone is worth: held to by the template that shows it, against the same network from scratch. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, Training } from '../graph/document';
import { parse } from '../graph/serialise';
import type { PreparedData, PreparedPart } from './dataset';
import { prepareData } from './prepare';
import { procedures } from './procedures/all';
import { evaluateModels } from './session';
import { buildModels, disposeModels, lowerAll } from './setup';
import { startWeights } from './start-weights';
import { testHost } from './testing/host';
import { useWasm } from './testing/wasm';
import { createTrainer } from './trainer';

const host = testHost();
const isLong = process.env.NETLOOM_LONG !== undefined;

beforeAll(useWasm);

function load(id: string): Document {
  const text = readFileSync(new URL(`../../templates/${id}.json`, import.meta.url), 'utf8');
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

/** No samples of a part. */
const none = (part: PreparedPart): PreparedPart => ({
  ...part,
  count: 0,
  rows: part.rows.subarray(0, 0),
});

interface Run {
  readonly document: Document;
  readonly data: PreparedData;
  readonly training: Training;
  readonly starts: boolean;
}

/** Accuracy on the held-out digits, which are measured once, after the last epoch. */
async function accuracy({ document, data, training, starts }: Run): Promise<number> {
  const programs = lowerAll(document);
  const weights = starts ? (await startWeights(programs, host.readWeights)).tensors : new Map();
  const { seed, batchSize } = training;
  const models = buildModels({ programs, seed, batchSize, backend: 'wasm', weights });
  const unseen = { ...data, validation: none(data.validation) };
  const { now } = host;
  await createTrainer({ ...training, models, procedures, data: unseen, now }).run();
  const { accuracy: measured } = await evaluateModels(models, training, data);
  disposeModels(models);
  return measured!;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.runIf(isLong)('100 labelled digits', () => {
  it('are learned better from clothes than from scratch, by three points over five seeds', async () => {
    const document = load('digits-transfer');
    const phases = document.training!.phases;
    const all = phases.at(-1)!;
    const found = { transfer: [] as number[], scratch: [] as number[] };
    for (const seed of [1, 2, 3, 4, 5]) {
      const own = { ...document, data: { ...document.data!, seed } };
      const data = await prepareData({ document: own, ...host });
      const training = { ...document.training!, seed };
      // As many epochs in all, at the rate of the phase that moves everything.
      const epochs = phases.reduce((sum, phase) => sum + phase.epochs, 0);
      const scratch = { ...training, phases: [{ ...all, epochs }] };
      found.transfer.push(await accuracy({ document: own, data, training, starts: true }));
      found.scratch.push(await accuracy({ document: own, data, training: scratch, starts: false }));
    }
    expect(mean(found.transfer) - mean(found.scratch)).toBeGreaterThanOrEqual(0.03);
  }, 3_600_000);
});

describe('a template that starts from weights', () => {
  it.each(['digits-transfer', 'transfer-emoji-inception', 'transfer-emoji-mobilenet'])(
    '%s finds every weight of its backbone',
    async (id) => {
      const programs = lowerAll(load(id));
      const { reports } = await startWeights(programs, host.readWeights);
      expect(reports).toHaveLength(1);
      expect(reports[0]!.drawn).toEqual([]);
      expect(reports[0]!.loaded.length).toBeGreaterThan(50);
    },
  );
});
