// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MAIN } from '../../../src/graph/document';
import { makeBlock } from '../../../src/graph/edits/blocks';
import { viewStore } from '../stores/view';
import { lenet, nodeOf, renderStudio, stepsOf } from '../testing/studio';
import { Inspector } from './Inspector';

const grouped = makeBlock(lenet, MAIN, ['conv2', 'pool2'], 'stage');

async function insideStage() {
  const studio = await renderStudio(<Inspector />, { document: grouped });
  act(() => viewStore.getState().set({ path: [MAIN, 'stage'], selection: ['conv2'] }));
  return studio;
}

async function makeFiltersAParameter() {
  const studio = await insideStage();
  await studio.user.click(screen.getByRole('button', { name: 'More for filters' }));
  await studio.user.click(
    await screen.findByRole('menuitem', { name: 'Make it a parameter of stage' }),
  );
  return studio;
}

describe('a field inside a block', () => {
  it('becomes a parameter that every placement can set, in one undo step', async () => {
    const { user, store, document } = await makeFiltersAParameter();
    const { nodes, parameters } = document().networks.stage!;
    expect(nodes.find(({ id }) => id === 'conv2')?.config.filters).toBe('=filters');
    expect(parameters).toEqual({ filters: 12 });
    expect(stepsOf(store)).toBe(1);
    act(() => viewStore.getState().set({ path: [MAIN], selection: ['stage'] }));
    const field = screen.getByRole('spinbutton', { name: 'filters' });
    await user.clear(field);
    await user.type(field, '20{Enter}');
    expect(nodeOf(document(), 'stage')?.config.parameters).toEqual({ filters: 20 });
  });

  it('is taken back to what it was', async () => {
    const { user, document } = await makeFiltersAParameter();
    await user.click(screen.getByRole('button', { name: 'More for filters' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Take the parameter filters back' }),
    );
    expect(document()).toEqual(grouped);
  });

  it('has no such menu where nothing could set the parameter', async () => {
    await renderStudio(<Inspector />, { select: ['conv2'] });
    expect(screen.queryByRole('button', { name: 'More for filters' })).toBeNull();
  });
});

describe('a block within a frame', () => {
  it('shows its own inside, depth of freezing and way in', async () => {
    const nested = makeBlock(grouped, MAIN, ['pool1', 'stage'], 'outer');
    const { user } = await renderStudio(<Inspector />, { document: nested });
    act(() => viewStore.getState().set({ selection: ['stage'], within: ['outer'] }));
    const inside = screen.getByRole('figure', { name: 'Inside' });
    const [layer] = within(inside).getAllByRole('button');
    expect(layer?.textContent).toBe('Conv2D12 × 5×5 · relu8×8×12');
    expect(screen.getByRole('slider', { name: 'Frozen up to' })).toHaveProperty('max', '2');
    expect(screen.getByText('0 of 2 layers stand still · 0% of the weights')).toBeDefined();
    await user.click(layer!);
    expect(viewStore.getState()).toMatchObject({
      path: [MAIN, 'outer', 'stage'],
      selection: ['conv2'],
    });
  });
});
