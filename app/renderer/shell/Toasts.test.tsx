// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { removeNodes } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { helpActions } from '../actions/help';
import { runStore } from '../stores/run';
import { viewStore } from '../stores/view';
import { nodeOf, renderStudio } from '../testing/studio';
import { ShortcutsDialog } from './ShortcutsDialog';
import { Toasts } from './Toasts';

const remove = (...ids: string[]) =>
  [
    (document: Parameters<typeof removeNodes>[0]) => removeNodes(document, 'main', ids),
    commit('delete'),
  ] as const;

describe('toasts', () => {
  it('offer to undo a deletion, one at a time, until the next edit', async () => {
    const { user, store, document } = await renderStudio(<Toasts />);
    store.getState().dispatch(...remove('conv1'));
    store.getState().dispatch(...remove('pool1', 'conv2'));
    const toast = await screen.findByRole('status');
    expect(toast.textContent).toContain('2 nodes deleted');
    await user.click(within(toast).getByRole('button', { name: 'Undo' }));
    expect(nodeOf(document(), 'pool1')).toBeDefined();
    expect(nodeOf(document(), 'conv1')).toBeUndefined();
    await waitFor(() => expect(screen.queryByText('2 nodes deleted')).toBeNull());
  });

  it('say nothing when a deletion is done again', async () => {
    const { store } = await renderStudio(<Toasts />);
    store.getState().dispatch(...remove('conv1'));
    await screen.findByText('1 node deleted');
    store.getState().undo();
    store.getState().redo();
    await waitFor(() => expect(screen.queryByText('1 node deleted')).toBeNull());
  });

  it('tell of a finished training only where it is out of sight', async () => {
    const { user } = await renderStudio(<Toasts />);
    const finish = () =>
      runStore.getState().set({ state: { phase: 'finished', reason: 'completed' } });
    viewStore.getState().set({ dockTab: 'training', dockFolded: false });
    finish();
    expect(screen.queryByText('Training is finished')).toBeNull();
    viewStore.getState().set({ dockTab: 'code' });
    finish();
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    expect(viewStore.getState().dockTab).toBe('training');
  });
});

describe('the list of shortcuts', () => {
  it('shows the keys of the actions by their section', async () => {
    await renderStudio(<ShortcutsDialog />);
    helpActions.find(({ id }) => id === 'help.shortcuts')?.run();
    const dialog = await screen.findByRole('dialog', { name: 'All shortcuts' });
    const row = within(dialog).getByText('Search everything').parentElement;
    expect(row?.textContent).toContain('Ctrl K');
    expect(within(dialog).getByRole('heading', { name: 'Network' })).toBeDefined();
    viewStore.getState().set({ shortcuts: false });
  });
});
