import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../graph/document';
import { readSafetensors } from './containers/safetensors';
import { createEngine, type Engine } from './engine';
import type { FromWorker, RunState, ToWorker } from './protocol';
import { testHost } from './testing/host';
import { shortened, template } from './testing/template';

type Of<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;

/** An engine with what it said so far, and a wait for the next message of a kind. */
class Talk {
  readonly said: FromWorker[] = [];
  readonly engine: Engine;
  private waiting: { test: (message: FromWorker) => boolean; done: () => void }[] = [];

  constructor() {
    this.engine = createEngine(testHost(), (message) => {
      this.said.push(message);
      for (const { test, done } of this.waiting) if (test(message)) done();
    });
    this.tell({ type: 'choose-backend', choice: 'wasm' });
  }

  tell(...messages: ToWorker[]): void {
    for (const message of messages) this.engine.receive(message);
  }

  all<T extends FromWorker['type']>(type: T): Of<T>[] {
    return this.said.filter((message): message is Of<T> => message.type === type);
  }

  phases(): RunState['phase'][] {
    const phases = this.all('state').map(({ state }) => state.phase);
    return phases.filter((phase, i) => phase !== phases[i - 1]);
  }

  until(test: (message: FromWorker) => boolean): Promise<void> {
    return new Promise((done) => void this.waiting.push({ test, done }));
  }

  untilPhase(phase: RunState['phase']): Promise<void> {
    return this.until((message) => message.type === 'state' && message.state.phase === phase);
  }
}

const xor = (epochs: number): Document => shortened(template('xor'), { epochs });

const isBuilding = (state: RunState): boolean =>
  state.phase === 'compiling' && state.stage === 'build';

const losses = (talk: Talk): unknown[] => talk.all('epoch').map(({ line }) => line.values);

describe('the engine', () => {
  it('prepares without training, and then answers about samples and predictions', async () => {
    const talk = new Talk();
    talk.tell(
      { type: 'prepare', document: xor(1) },
      { type: 'sample', request: 1, part: 'train', index: 2 },
      { type: 'predict', request: 2, inputs: { input: Float32Array.of(1, 0, 0, 1) } },
      { type: 'predict', request: 3, inputs: { nonsense: Float32Array.of(1) } },
    );
    await talk.engine.settled();
    expect(talk.phases()).toEqual(['compiling', 'idle']);
    expect(talk.all('data')[0]).toMatchObject({ train: 300, validation: 100 });
    expect(talk.all('sample')[0]?.sample.inputs.input?.values).toHaveLength(2);
    const outputs = talk.all('prediction')[0]!.outputs.answer!;
    expect(outputs).toHaveLength(4);
    expect(outputs[0]! + outputs[1]!).toBeCloseTo(1, 5);
    const { failure } = talk.all('request-failed')[0]!;
    expect(failure.message).toContain('nonsense');
    expect(failure.message).toContain('input');
    await talk.engine.dispose();
  });

  it('trains the same whether it is watched, paused, asked and stepped or not', async () => {
    const plain = new Talk();
    plain.tell({ type: 'train', document: xor(3) });
    await plain.engine.settled();
    const busy = new Talk();
    const nodes = ['input', 'hidden', 'classes'];
    busy.tell(
      { type: 'watch', histograms: true, probes: 'gradients', nodes, sample: 1 },
      { type: 'prepare', document: xor(3) },
    );
    await busy.engine.settled();
    const paused = busy.untilPhase('paused');
    busy.tell({ type: 'step' });
    await paused;
    busy.tell({ type: 'evaluate', request: 1 }, { type: 'save-weights', request: 2 });
    await busy.until(({ type }) => type === 'weights');
    busy.tell({ type: 'resume' });
    await busy.engine.settled();
    expect(losses(busy)).toEqual(losses(plain));
    expect(busy.all('state').at(-1)?.state).toEqual({ phase: 'finished', reason: 'completed' });
    expect(
      busy
        .all('probes')
        .at(-1)
        ?.probes.every(({ of }) => of === 'gradient'),
    ).toBe(true);
    const { tensors } = readSafetensors(new Uint8Array(busy.all('weights')[0]!.bytes));
    expect([...tensors.keys()]).toContain('main.hidden.kernel');
    await Promise.all([plain.engine.dispose(), busy.engine.dispose()]);
  });

  it('says nothing of a run while a hand moves a card, and all of it when the hand lets go', async () => {
    const talk = new Talk();
    talk.tell({ type: 'hold', hold: true }, { type: 'train', document: xor(3) });
    await talk.engine.settled();
    expect(talk.phases().at(-1)).toBe('finished');
    const drawn = ['telemetry', 'epoch', 'histograms', 'probes'];
    expect(talk.said.filter(({ type }) => drawn.includes(type))).toEqual([]);
    talk.tell({ type: 'hold', hold: false });
    expect(talk.all('epoch').map(({ line }) => line.epoch)).toEqual([1, 2, 3]);
    expect(talk.all('histograms').map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(talk.all('telemetry')).toHaveLength(1);
    await talk.engine.dispose();
  });

  it('shows the weights of the inspected node whatever the faces show', async () => {
    const talk = new Talk();
    talk.tell(
      {
        type: 'watch',
        histograms: false,
        probes: 'structure',
        nodes: [],
        sample: 0,
        inspect: 'hidden',
      },
      { type: 'prepare', document: xor(1) },
    );
    await talk.engine.settled();
    const probes = talk.all('probes').at(-1)?.probes ?? [];
    expect(probes.find(({ weight }) => weight === 'kernel')?.shape[0]).toBe(2);
    expect(new Set(probes.map(({ node }) => node))).toEqual(new Set(['hidden']));
    await talk.engine.dispose();
  });

  it('runs when the first step comes, and warms up nothing where there are no shaders', async () => {
    const talk = new Talk();
    talk.tell({ type: 'train', document: xor(1) });
    await talk.engine.settled();
    expect(talk.phases()).toEqual(['compiling', 'running', 'finished']);
    const stages = talk.all('state').map(({ state }) => 'stage' in state && state.stage);
    expect(stages).toContain('build');
    expect(stages).not.toContain('warm');
    await talk.engine.dispose();
  });

  it('goes on from a checkpoint that another engine sent', async () => {
    const whole = new Talk();
    whole.tell({ type: 'train', document: xor(4) });
    const first = whole.until(({ type }) => type === 'checkpoint');
    await first;
    const { bytes, epoch } = whole.all('checkpoint')[0]!;
    const checkpoint = bytes.slice(0);
    await whole.engine.settled();
    const rest = new Talk();
    rest.tell({ type: 'train', document: xor(4), checkpoint });
    await rest.engine.settled();
    expect(losses(rest)).toEqual(losses(whole).slice(epoch));
    await Promise.all([whole.engine.dispose(), rest.engine.dispose()]);
  });

  it('keeps the weights of nodes that an edit in the pause left alone', async () => {
    const talk = new Talk();
    talk.tell({ type: 'prepare', document: xor(2) });
    await talk.engine.settled();
    const paused = talk.untilPhase('paused');
    talk.tell({ type: 'step' });
    await paused;
    talk.tell({ type: 'save-weights', request: 1 });
    await talk.until(({ type }) => type === 'weights');
    const document = withUnits(xor(2), 11);
    const again = talk.until(({ type }) => type === 'data');
    talk.tell({ type: 'resume', document }, { type: 'save-weights', request: 2 });
    await again;
    await talk.engine.settled();
    const [before, after] = talk.all('weights').map(({ bytes }) => shapesOf(bytes));
    expect(before!['main.hidden.kernel']).toEqual([2, 8]);
    expect(after!['main.hidden.kernel']).toEqual([2, 11]);
    expect(talk.all('state').at(-1)?.state.phase).toBe('finished');
    await talk.engine.dispose();
  });

  it('says what is wrong with a document that cannot be built, and goes on with the next one', async () => {
    const talk = new Talk();
    const broken = { ...xor(1), networks: { main: { nodes: [], edges: [] } } };
    talk.tell({ type: 'train', document: broken });
    await talk.engine.settled();
    const state = talk.all('state').at(-1)?.state;
    expect(state?.phase).toBe('failed');
    talk.tell({ type: 'train', document: xor(1) });
    await talk.engine.settled();
    expect(talk.all('state').at(-1)?.state.phase).toBe('finished');
    await talk.engine.dispose();
  });

  it('answers a stop before anything compiles, and trains nothing then', async () => {
    const talk = new Talk();
    talk.tell({ type: 'train', document: xor(500) }, { type: 'stop' });
    expect(talk.phases()).toEqual(['idle']);
    await talk.engine.settled();
    expect(talk.phases()).toEqual(['idle']);
    talk.tell({ type: 'stop' });
    expect(talk.all('state')).toHaveLength(1);
    await talk.engine.dispose();
  });

  it('stops while the network is being built', async () => {
    const talk = new Talk();
    talk.tell({ type: 'train', document: xor(500) });
    await talk.until((message) => message.type === 'state' && isBuilding(message.state));
    talk.tell({ type: 'stop' });
    await talk.engine.settled();
    expect(talk.phases()).toEqual(['compiling', 'idle']);
    await talk.engine.dispose();
  });

  it('stops while edits made in a pause are being taken up', async () => {
    const talk = new Talk();
    talk.tell({ type: 'train', document: xor(500) });
    await talk.untilPhase('running');
    const paused = talk.untilPhase('paused');
    talk.tell({ type: 'pause' });
    await paused;
    talk.tell({ type: 'resume', document: withUnits(xor(500), 5) }, { type: 'stop' });
    await talk.engine.settled();
    expect(talk.all('state').at(-1)?.state).toEqual({ phase: 'finished', reason: 'stopped' });
    await talk.engine.dispose();
  });

  it('says nothing of what went wrong with a document that nobody waits for any more', async () => {
    const talk = new Talk();
    const broken = { ...xor(1), data: { ...xor(1).data!, dataset: 'gone' } };
    talk.tell({ type: 'train', document: broken });
    await talk.until(({ type }) => type === 'state');
    talk.tell({ type: 'train', document: xor(1) });
    await talk.engine.settled();
    expect(talk.phases()).not.toContain('failed');
    expect(talk.all('state').at(-1)?.state.phase).toBe('finished');
    await talk.engine.dispose();
  });

  it('lets a newer training take the place of the one at work, and frees everything', async () => {
    const before = tf.memory().numTensors;
    const talk = new Talk();
    talk.tell({ type: 'train', document: xor(500) });
    await talk.untilPhase('running');
    talk.tell({ type: 'train', document: xor(1) });
    await talk.engine.settled();
    expect(talk.all('state').at(-1)?.state).toEqual({ phase: 'finished', reason: 'completed' });
    talk.tell({ type: 'train', document: xor(500) });
    await talk.untilPhase('running');
    talk.tell({ type: 'stop' });
    await talk.engine.settled();
    expect(talk.all('state').at(-1)?.state).toEqual({ phase: 'finished', reason: 'stopped' });
    await talk.engine.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

function withUnits(document: Document, units: number): Document {
  const { nodes, edges } = document.networks.main!;
  const changed = nodes.map((node) =>
    node.id === 'hidden' ? { ...node, config: { ...node.config, units } } : node,
  );
  return { ...document, networks: { main: { nodes: changed, edges } } };
}

function shapesOf(bytes: ArrayBuffer): Record<string, readonly number[]> {
  const { tensors } = readSafetensors(new Uint8Array(bytes));
  return Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape]));
}
