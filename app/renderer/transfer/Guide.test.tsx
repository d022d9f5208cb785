// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { stillNodes } from '../../../src/graph/still';
import { Inspector } from '../inspector/Inspector';
import { loadTemplate } from '../persistence/templates';
import { viewStore } from '../stores/view';
import { renderStudio, stepsOf } from '../testing/studio';

let emoji: Document;

beforeAll(async () => {
  emoji = (await loadTemplate('transfer-emoji-inception'))!.document;
});

const answer = (name: string) => screen.getByRole('radio', { name });

describe('the transfer guide', () => {
  it('previews a case with its reasons and applies it in one undo step', async () => {
    const { user, store, document } = await renderStudio(<Inspector />, {
      document: emoji,
      select: ['backbone'],
    });
    await user.click(await screen.findByRole('radio', { name: 'Much' }));
    expect(viewStore.getState().preview).toBeNull();
    await user.click(answer('Similar'));
    expect(viewStore.getState().preview?.title).toBe('Much data, similar');
    expect(screen.getByText(/everything moves by small steps/)).toBeDefined();
    const plan = screen.getByRole('list', { name: 'What changes' });
    expect(plan.textContent).toContain('Nothing stands still');
    expect(plan.textContent).toContain('Phase 2: all that is free learns, rate 0.0001');
    expect(stepsOf(store)).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(stepsOf(store)).toBe(1);
    expect(document().training!.phases.map(({ frozen }) => frozen)).toEqual([
      ['backbone'],
      undefined,
    ]);
  });

  it('says where an early cut is, and cuts there', async () => {
    const { user, document } = await renderStudio(<Inspector />, {
      document: (await loadTemplate('transfer-large-different'))!.document,
      select: ['backbone'],
    });
    await user.click(await screen.findByRole('radio', { name: 'Little' }));
    await user.click(answer('Different'));
    const plan = screen.getByRole('list', { name: 'What changes' });
    expect(plan.textContent).toContain('The backbone ends after stage1');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(document().networks['resnet20-fashion']!.nodes.at(-1)?.id).toBe('features');
    expect(stillNodes(document(), 'resnet20-fashion').size).toBe(4);
  });

  it('offers to begin from nothing only where there is enough to learn anew', async () => {
    const { user, document } = await renderStudio(<Inspector />, {
      document: emoji,
      select: ['backbone'],
    });
    await user.click(await screen.findByRole('radio', { name: 'Much' }));
    expect(screen.queryByRole('switch', { name: 'From nothing' })).toBeNull();
    await user.click(answer('Different'));
    await user.click(screen.getByRole('switch', { name: 'From nothing' }));
    const plan = screen.getByRole('list', { name: 'What changes' });
    expect(plan.textContent).toContain('The backbone forgets its weights');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(document().networks['inception-v3-imagenet-6e']!.weights).toBeUndefined();
  });
});
