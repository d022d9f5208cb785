// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { viewStore } from '../stores/view';
import { nodeOf, renderStudio, stepsOf } from '../testing/studio';
import { OutlineTab } from './OutlineTab';

describe('the outline', () => {
  it('lists the network in the order of computation and says what each node gives', async () => {
    await renderStudio(<OutlineTab />);
    const names = screen.getAllByRole('option').map((row) => row.getAttribute('aria-label') ?? '');
    expect(names[0]).toMatch(/^Input, input, output 28×28×1/);
    expect(names.at(-1)).toMatch(/^Output, digit/);
    expect(names[3]).toBe('Conv2D, conv2, output 8×8×12, 1,812 params, 0 problems');
  });

  it('selects, deletes and reconnects by keys, each deletion one undo step', async () => {
    const { user, store, document } = await renderStudio(<OutlineTab />, { select: ['fc1'] });
    screen.getByRole('listbox').focus();
    await user.keyboard('{ArrowDown}');
    expect(viewStore.getState().selection).toEqual(['fc2']);
    await user.keyboard('{Delete}');
    expect(nodeOf(document(), 'fc2')).toBeUndefined();
    const { edges } = document().networks.main!;
    expect(edges.some((edge) => edge.source === 'fc1' && edge.target === 'logits')).toBe(true);
    expect(stepsOf(store)).toBe(1);
  });

  it('connects a node to one of the numbered others and says why some do not fit', async () => {
    const { user } = await renderStudio(<OutlineTab />, { select: ['fc1'] });
    await user.click(screen.getByRole('button', { name: 'Connect fc1 to another node' }));
    expect(screen.getByRole('button', { name: /conv1/ })).toHaveProperty('disabled', true);
    expect(screen.getAllByText('would close a cycle').length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /logits/ })).toHaveProperty('disabled', false);
  });
});
