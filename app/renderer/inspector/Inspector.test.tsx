// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { runStore } from '../stores/run';
import { lenet, nodeOf, renderStudio, stepsOf } from '../testing/studio';
import { Inspector } from './Inspector';

const filters = () => screen.getByRole('spinbutton', { name: 'filters' });

describe('the inspector of a node', () => {
  it('shows what goes in and out, with the arithmetic between', async () => {
    await renderStudio(<Inspector />, { select: ['conv2'] });
    const shapes = within(screen.getByRole('region', { name: 'Shapes' }));
    expect(shapes.getByText('12×12×6')).toBeDefined();
    expect(shapes.getByText('8×8×12')).toBeDefined();
    expect(shapes.getByText(/\(12 . 5\) ÷ 1 \+ 1 = 8/)).toBeDefined();
  });

  it('counts the weights of each tensor', async () => {
    await renderStudio(<Inspector />, { select: ['conv2'] });
    const weights = within(screen.getByRole('region', { name: 'Weights' }));
    expect(weights.getByText('1,800')).toBeDefined();
    expect(weights.getByText('1,812 params')).toBeDefined();
  });

  it('takes a typed number as one undo step', async () => {
    const { user, store, document } = await renderStudio(<Inspector />, { select: ['conv2'] });
    await user.clear(filters());
    await user.type(filters(), '20{Enter}');
    expect(nodeOf(document(), 'conv2')?.config.filters).toBe(20);
    expect(stepsOf(store)).toBe(1);
  });

  it('collapses a run of arrow keys into one undo step', async () => {
    const { user, store, document } = await renderStudio(<Inspector />, { select: ['conv2'] });
    await user.click(filters());
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(nodeOf(document(), 'conv2')?.config.filters).toBe(15);
    expect(stepsOf(store)).toBe(1);
    act(() => store.getState().undo());
    expect(document()).toBe(lenet);
  });

  it('holds a number at the edge of its range and says why', async () => {
    const { user, document } = await renderStudio(<Inspector />, { select: ['conv2'] });
    await user.clear(filters());
    await user.type(filters(), '0{Enter}');
    expect(nodeOf(document(), 'conv2')?.config.filters).toBe(1);
    expect(screen.getByText('0 is below 1')).toBeDefined();
  });

  it('goes back to the default by the reset beside a changed value', async () => {
    const { user, document } = await renderStudio(<Inspector />, { select: ['conv2'] });
    await user.click(screen.getByRole('button', { name: 'Reset filters' }));
    expect(nodeOf(document(), 'conv2')?.config).not.toHaveProperty('filters');
    expect(screen.queryByRole('button', { name: 'Reset filters' })).toBeNull();
  });

  it('moves both sides of a linked pair together', async () => {
    const { user, document } = await renderStudio(<Inspector />, { select: ['conv2'] });
    const height = screen.getByRole('spinbutton', { name: 'kernelSize, height' });
    await user.clear(height);
    await user.type(height, '3{Enter}');
    expect(nodeOf(document(), 'conv2')?.config.kernelSize).toEqual([3, 3]);
  });

  it('keeps an expression as it is typed', async () => {
    const { user, document } = await renderStudio(<Inspector />, { select: ['conv2'] });
    await user.clear(filters());
    await user.type(filters(), '=6 * 2{Enter}');
    expect(nodeOf(document(), 'conv2')?.config.filters).toBe('=6 * 2');
    expect(screen.getByText('12 here')).toBeDefined();
  });

  it('opens the rare parameters on request', async () => {
    const { user } = await renderStudio(<Inspector />, { select: ['conv2'] });
    const more = screen.getByRole('button', { name: /^\d+ more/ });
    expect(screen.queryByRole('combobox', { name: 'kernelInitializer' })).toBeNull();
    await user.click(more);
    expect(screen.getByRole('combobox', { name: 'kernelInitializer' })).toBeDefined();
  });

  it('disables what changes shapes during a run and says what to do', async () => {
    await renderStudio(<Inspector />, { select: ['conv2'] });
    act(() => runStore.getState().set({ state: { phase: 'running' } }));
    expect(filters()).toHaveProperty('disabled', true);
    expect(screen.getAllByText(/^Pause to change filters, kernelSize, /)).toHaveLength(1);
  });

  it('renames the node and keeps it selected', async () => {
    const { user, document } = await renderStudio(<Inspector />, { select: ['conv2'] });
    await user.click(screen.getByRole('button', { name: 'Rename conv2' }));
    await user.clear(screen.getByRole('textbox', { name: 'Id of the node' }));
    await user.type(screen.getByRole('textbox', { name: 'Id of the node' }), 'second{Enter}');
    expect(nodeOf(document(), 'second')?.kind).toBe('Conv2D');
    expect(screen.getByRole('button', { name: 'Rename second' })).toBeDefined();
  });

  it('speaks Chinese, with the kind in Latin beside its name', async () => {
    await renderStudio(<Inspector />, { select: ['conv2'], language: 'zh-CN' });
    expect(screen.getByRole('heading', { name: '二维卷积' })).toBeDefined();
    expect(screen.getByText('Conv2D')).toBeDefined();
    expect(screen.getByRole('spinbutton', { name: '卷积核数' })).toBeDefined();
  });
});

describe('the inspector of several nodes', () => {
  it('shows common parameters, says where they differ, and changes all in one step', async () => {
    const { user, store, document } = await renderStudio(<Inspector />, {
      select: ['conv1', 'conv2'],
    });
    expect(screen.getByRole('heading', { name: '2 nodes selected' })).toBeDefined();
    expect(filters()).toHaveProperty('placeholder', 'mixed');
    await user.type(filters(), '8{Enter}');
    expect(nodeOf(document(), 'conv1')?.config.filters).toBe(8);
    expect(nodeOf(document(), 'conv2')?.config.filters).toBe(8);
    expect(stepsOf(store)).toBe(1);
  });
});

describe('the inspector of the document', () => {
  it('sets batch size, seed and early stopping', async () => {
    const { user, document } = await renderStudio(<Inspector />);
    const batch = screen.getByRole('spinbutton', { name: 'Batch size' });
    await user.clear(batch);
    await user.type(batch, '128{Enter}');
    await user.click(screen.getByRole('switch', { name: 'Stop early' }));
    expect(document().training?.batchSize).toBe(128);
    expect(document().training?.stop?.monitor).toBe('valLoss');
  });

  it('changes the optimizer and its own parameters', async () => {
    const { user, document } = await renderStudio(<Inspector />);
    await user.selectOptions(screen.getByRole('combobox', { name: 'optimizer' }), 'momentum');
    const momentum = screen.getByRole('spinbutton', { name: 'momentum' });
    await user.clear(momentum);
    await user.type(momentum, '0.8{Enter}');
    expect(document().training?.phases[0]?.config.optimizer).toEqual({
      id: 'momentum',
      momentum: 0.8,
    });
  });
});
