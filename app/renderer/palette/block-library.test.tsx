// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MAIN } from '../../../src/graph/document';
import { makeBlock } from '../../../src/graph/edits/blocks';
import { documentOfBlock } from '../../../src/graph/edits/library';
import { edgesInto } from '../../../src/graph/topology';
import { en, zh } from '../i18n/blocks';
import { viewStore } from '../stores/view';
import { lenet, renderStudio, stepsOf } from '../testing/studio';
import { BlockList } from './BlockList';
import { forgetBlock, keepBlock, loadShippedBlocks, ownBlocks } from './block-library';

const stage = documentOfBlock(makeBlock(lenet, MAIN, ['conv2', 'pool2'], 'stage'), 'stage');

afterEach(() => {
  for (const { id } of ownBlocks.getState().blocks) forgetBlock(id);
});

describe('the block library', () => {
  it('has words for every block that ships', async () => {
    const shipped = await loadShippedBlocks();
    expect(shipped.length).toBeGreaterThan(5);
    for (const { id, document } of shipped) {
      const words: Readonly<Record<string, string>> = en;
      expect(words[id]).toBe(document.name);
      expect(words[`${id}Doc`]).toBe(document.about?.description);
    }
    expect(Object.keys(zh)).toHaveLength(shipped.length * 2);
  });

  it('places a block behind the selection, with its network, in one undo step', async () => {
    keepBlock(stage);
    const { user, store, document } = await renderStudio(<BlockList />, { select: ['pool1'] });
    await user.click(screen.getByRole('button', { name: /^Block library/ }));
    await user.click(screen.getByRole('button', { name: /^stage/ }));
    expect(document().networks.stage).toEqual(stage.networks.stage);
    expect(edgesInto(document().networks.main!, 'stage').map(({ source }) => source)).toEqual([
      'pool1',
    ]);
    expect(stepsOf(store)).toBe(1);
  });

  it('uses what is there already when a block comes a second time', async () => {
    keepBlock(stage);
    const { user, document } = await renderStudio(<BlockList />);
    await user.click(screen.getByRole('button', { name: /^Block library/ }));
    const row = () => screen.getByRole('button', { name: 'stage yours' });
    await user.click(row());
    await user.click(row());
    expect(Object.keys(document().networks).sort()).toEqual(['main', 'stage']);
    expect(document().networks.main!.nodes.filter(({ kind }) => kind === 'Network')).toHaveLength(
      2,
    );
  });

  it('is not offered inside itself, where it would have no end', async () => {
    keepBlock(stage);
    const grouped = makeBlock(lenet, MAIN, ['conv2', 'pool2'], 'stage');
    const { user } = await renderStudio(<BlockList />, { document: grouped });
    await user.click(screen.getByRole('button', { name: /^Block library/ }));
    const row = () => screen.getByRole('button', { name: 'stage yours' });
    expect(row()).toHaveProperty('disabled', false);
    act(() => viewStore.getState().set({ path: [MAIN, 'stage'] }));
    expect(row()).toHaveProperty('disabled', true);
  });

  it('stays in this browser until it is removed', async () => {
    keepBlock(stage);
    const kept: unknown = JSON.parse(localStorage.getItem('netloom.blocks') ?? '');
    expect(kept).toHaveLength(1);
    const { user } = await renderStudio(<BlockList />);
    await user.click(screen.getByRole('button', { name: /^Block library/ }));
    await user.click(screen.getByRole('button', { name: 'Remove stage from the library' }));
    expect(screen.queryByRole('button', { name: 'stage yours' })).toBeNull();
    expect(localStorage.getItem('netloom.blocks')).toBe('[]');
  });
});
