// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { setConfig } from '../../../src/graph/edits/nodes';
import { errorsOf, problemsOf } from '../stores/facts';
import { viewStore } from '../stores/view';
import { lenet, renderStudio, stepsOf } from '../testing/studio';
import { ProblemsPanel } from './ProblemsPanel';

/** LeNet whose last layer answers with twelve values where the target has ten classes. */
const twelve: Document = setConfig(lenet, { network: 'main', node: 'logits' }, 'units', 12);

describe('the list of problems', () => {
  it('says that there are none', async () => {
    await renderStudio(<ProblemsPanel />);
    expect(screen.getByText('No problems. The network is ready to train.')).toBeDefined();
  });

  it('names both nodes as links and says what was received and expected', async () => {
    const { user } = await renderStudio(<ProblemsPanel />, { document: twelve });
    const [problem] = screen.getAllByRole('article', { name: 'The number of classes differs' });
    expect(problem).toBeDefined();
    const row = within(problem!);
    expect(row.getByText(/12 values from/)).toBeDefined();
    await user.click(row.getByRole('button', { name: 'logits' }));
    expect(viewStore.getState().selection).toEqual(['logits']);
  });

  it('previews a repair on focus and applies it as one undo step', async () => {
    const { user, store, document } = await renderStudio(<ProblemsPanel />, { document: twelve });
    const [apply] = screen.getAllByRole('button', { name: /^Apply: / });
    act(() => apply!.focus());
    expect(viewStore.getState().preview).not.toBeNull();
    await user.keyboard('{Enter}');
    expect(errorsOf(problemsOf(document()))).toEqual([]);
    expect(stepsOf(store)).toBe(1);
    expect(viewStore.getState().preview).toBeNull();
  });

  it('says before the click what a repair leaves and costs', async () => {
    await renderStudio(<ProblemsPanel />, { document: twelve });
    const [card] = screen.getAllByRole('article', { name: /^(Set|Insert)/ });
    expect(within(card!).getByText('0 problems left')).toBeDefined();
    expect(within(card!).getByText(/params$/)).toBeDefined();
  });

  it('is worded in Chinese with its repairs', async () => {
    await renderStudio(<ProblemsPanel />, { document: twelve, language: 'zh-CN' });
    expect(screen.getByRole('article', { name: '类别数不同' })).toBeDefined();
    const names = screen
      .getAllByRole('button', { name: /^应用/ })
      .map((b) => b.getAttribute('aria-label') ?? '');
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name.replace('应用：', '')).toMatch(/\p{Script=Han}/u);
  });
});
