// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runStore } from '../stores/run';
import { viewStore } from '../stores/view';
import { lenet, renderStudio } from '../testing/studio';
import { RunRow } from './RunRow';

const client = vi.hoisted(() => ({
  train: vi.fn(),
  pause: vi.fn(),
  resume: vi.fn(),
  step: vi.fn(),
  stop: vi.fn(),
  resumeFromCheckpoint: vi.fn(),
}));
vi.mock('../worker-client', () => ({ runClient: client }));

const button = (name: string) => screen.getByRole('button', { name });
const run = () => screen.getByRole('region', { name: 'Run' });
const set = (values: Parameters<ReturnType<typeof runStore.getState>['set']>[0]) =>
  act(() => runStore.getState().set(values));

const progress = { phaseIndex: 0, epoch: 7, epochs: 12, step: 6 * 844 + 512, stepsPerEpoch: 844 };

beforeEach(() => {
  for (const call of Object.values(client)) call.mockClear();
  runStore.setState(runStore.getInitialState(), true);
});

describe('the run row', () => {
  it('is ready at first, with epochs, batch and optimizer to edit, and trains', async () => {
    const { user, document } = await renderStudio(<RunRow />);
    expect(screen.getByText('Ready')).toBeDefined();
    const epochs = screen.getByRole('spinbutton', { name: 'epochs' });
    await user.clear(epochs);
    await user.type(epochs, '12');
    expect(document().training?.phases[0]?.epochs).toBe(12);
    await user.selectOptions(screen.getByRole('combobox', { name: 'optimizer' }), 'sgd');
    expect(document().training?.phases[0]?.config.optimizer).toMatchObject({ id: 'sgd' });
    await user.click(button('Train'));
    expect(client.train).toHaveBeenCalledOnce();
  });

  it('counts loaded megabytes while it builds', async () => {
    await renderStudio(<RunRow />);
    set({ state: { phase: 'compiling', stage: 'data', done: 12e6, total: 45e6 } });
    expect(screen.getByText('Loading data: 12 of 45 MB')).toBeDefined();
    expect(button('Stop')).toBeDefined();
  });

  it('tells epoch, step, time left, speed and best while it trains, and pauses', async () => {
    const { user } = await renderStudio(<RunRow />);
    set({
      state: { phase: 'running' },
      trainedDocument: lenet,
      progress,
      timeLeft: 31,
      best: { metric: 'valAccuracy', value: 0.987, epoch: 6 },
      telemetry: {
        progress,
        points: [],
        samplesPerSecond: 9420,
        memory: { tensors: 1, bytes: 1 },
      },
    });
    expect(run().textContent).toContain('Epoch 7 of 12 · step 512 of 844');
    expect(run().textContent).toContain('left 0:31');
    expect(run().textContent).toContain('samples/s 9,420');
    expect(run().textContent).toContain('98.70%');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('55');
    await user.click(button('Pause'));
    expect(client.pause).toHaveBeenCalledOnce();
  });

  it('says in a pause how many layers keep their weights after an edit', async () => {
    const { user, store } = await renderStudio(<RunRow />);
    set({ state: { phase: 'paused' }, trainedDocument: lenet, progress });
    act(() =>
      store.getState().dispatch(
        (document) => ({
          ...document,
          networks: {
            main: {
              ...document.networks.main!,
              nodes: document.networks.main!.nodes.map((node) =>
                node.id === 'fc2' ? { ...node, config: { ...node.config, units: 50 } } : node,
              ),
            },
          },
        }),
        { type: 'commit', label: 'set units' },
      ),
    );
    // Another size of fc2 changes its own weights and those of logits after it.
    expect(screen.getByText('Edited: weights of 3 of 5 layers will be kept')).toBeDefined();
    await user.click(button('Resume'));
    expect(client.resume).toHaveBeenCalledOnce();
  });

  it('words the result when it has finished, and leads to the evaluation', async () => {
    const { user } = await renderStudio(<RunRow />);
    set({
      state: { phase: 'finished', reason: 'completed' },
      seconds: 73,
      best: { metric: 'valAccuracy', value: 0.987, epoch: 4 },
    });
    expect(run().textContent).toContain('98.70% accuracy (validation), best at epoch 4');
    expect(run().textContent).toContain('Completed in 1:13');
    await user.click(button('Evaluate'));
    expect(viewStore.getState().dockTab).toBe('evaluate');
  });

  it('says what failed, where and what next, lowers the rate and trains again', async () => {
    const { user, document } = await renderStudio(<RunRow />);
    const failure = {
      code: 'non-finite',
      message: '',
      hint: '',
      step: 812,
      node: 'conv2',
    } as const;
    set({
      state: { phase: 'failed', failure },
      checkpoint: { epoch: 3, step: 700, earlier: false },
    });
    const alert = screen.getByRole('alert').textContent;
    expect(alert).toContain('Loss became NaN at step 812; conv2 first.');
    expect(alert).toContain('Lower the learning rate to 0.0001.');
    await user.click(button('Resume from checkpoint'));
    expect(client.resumeFromCheckpoint).toHaveBeenCalledOnce();
    await user.click(button('Lower it and train'));
    expect(document().training?.phases[0]?.config.optimizer).toMatchObject({
      learningRate: 0.0001,
    });
    expect(client.train).toHaveBeenCalledOnce();
  });

  it('offers to go on with a run that another page left behind', async () => {
    const { user } = await renderStudio(<RunRow />);
    set({ checkpoint: { epoch: 2, step: 1500, earlier: true } });
    expect(screen.getByText(/stopped at epoch 2, step 1500/)).toBeDefined();
    await user.click(button('Resume from checkpoint'));
    expect(client.resumeFromCheckpoint).toHaveBeenCalledOnce();
  });
});
