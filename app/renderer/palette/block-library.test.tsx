// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MAIN } from '../../../src/graph/document';
import { makeBlock } from '../../../src/graph/edits/blocks';
import { documentOfBlock } from '../../../src/graph/edits/library';
import { edgesInto } from '../../../src/graph/topology';
import { en, zh } from '../i18n/blocks';
import { viewStore } from '../stores/view';
import { lenet, nodeOf, renderStudio, stepsOf } from '../testing/studio';
import { BlockList } from './BlockList';
import { forgetBlock, keepBlock, ownBlocks, shippedBlocks } from './block-library';
import { LayersTab } from './LayersTab';

const stage = documentOfBlock(makeBlock(lenet, MAIN, ['conv2', 'pool2'], 'stage'), 'stage');

afterEach(() => {
  for (const { id } of ownBlocks.getState().blocks) forgetBlock(id);
});

describe('the block library', () => {
  it('has words for every block that ships', async () => {
    expect(shippedBlocks.length).toBeGreaterThan(5);
    for (const { id, load } of shippedBlocks) {
      const words: Readonly<Record<string, string>> = en;
      const document = (await load())!;
      expect(words[id]).toBe(document.name);
      expect(words[`${id}Doc`]).toBe(document.about?.description);
    }
    expect(Object.keys(zh)).toHaveLength(shippedBlocks.length * 2);
  });

  it('places a block behind the selection, with its network, in one undo step', async () => {
    keepBlock(stage);
    const { user, store, document } = await renderStudio(<BlockList />, { select: ['pool1'] });
    await user.click(screen.getByRole('button', { name: /^Block library/ }));
    await user.click(screen.getByRole('button', { name: /^stage/ }));
    await waitFor(() => expect(document().networks.stage).toBeDefined());
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
    const placed = () => document().networks.main!.nodes.filter(({ kind }) => kind === 'Network');
    await waitFor(() => expect(placed()).toHaveLength(2));
    expect(Object.keys(document().networks).sort()).toEqual(['main', 'stage']);
  });

  it('is found by the layer search, and a backbone comes with its weights in one undo step', async () => {
    const { user, store, document } = await renderStudio(<LayersTab />, { select: ['pool1'] });
    await user.type(screen.getByRole('searchbox'), 'mobilenet');
    await user.click(screen.getByRole('button', { name: /^MobileNetV2, COCO 4.5 MB/ }));
    await waitFor(() => expect(nodeOf(document(), 'mobilenet-v2-coco')).toBeDefined());
    const { nodes, weights } = document().networks['mobilenet-v2-coco']!;
    expect(weights).toEqual({ source: 'mobilenet-v2-coco' });
    expect(nodes.length).toBeGreaterThan(100);
    expect(edgesInto(document().networks.main!, 'mobilenet-v2-coco')[0]?.source).toBe('pool1');
    expect(stepsOf(store)).toBe(1);
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

  it('goes from what a search found when it is removed', async () => {
    keepBlock(stage);
    const { user } = await renderStudio(<LayersTab />);
    await user.type(screen.getByRole('searchbox'), 'stage');
    await user.click(screen.getByRole('button', { name: 'Remove stage from the library' }));
    expect(screen.queryByRole('button', { name: 'stage yours' })).toBeNull();
  });

  it('lies on a shelf that the arrow keys open and fold', async () => {
    keepBlock(stage);
    const { user } = await renderStudio(<BlockList />);
    screen.getByRole('button', { name: /^Block library/ }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: 'stage yours' })).toBeDefined();
    await user.keyboard('{ArrowLeft}');
    expect(screen.queryByRole('button', { name: 'stage yours' })).toBeNull();
  });
});
