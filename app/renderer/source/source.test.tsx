// @vitest-environment jsdom
/** The source panel as a person uses it: text that is edited, what it will change, and text that is never lost. */
import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { setConfig } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { CodePanel } from '../code-panel/CodePanel';
import { renderStudio } from '../testing/studio';
import { sourceStore } from './source-store';

const field = (): HTMLTextAreaElement =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: /source of the network/ });

beforeEach(() => sourceStore.setState({ shown: 'python', drafts: new Map() }));

async function open() {
  const studio = await renderStudio(<CodePanel />);
  const write = async (change: (text: string) => string) => {
    const text = change(field().value);
    await studio.user.clear(field());
    await studio.user.click(field());
    await studio.user.paste(text);
  };
  return { ...studio, write };
}

describe('the source panel', () => {
  it('lists what the edited text will change, applies it as one step and keeps the text', async () => {
    const { user, store, write } = await open();
    const before = store.getState().document;
    await write((text) => `# my network\n${text.replace(/filters=\d+/, 'filters=7')}`);
    await screen.findByText(/^set .* of conv1 to 7$/);
    expect(store.getState().document).toBe(before);
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    const changed = setConfig(before, { network: 'main', node: 'conv1' }, 'filters', 7);
    expect(store.getState().document).toEqual(changed);
    expect(field().value).toMatch(/^# my network\n/);
    expect(screen.getByRole('status').textContent).toBe('1 change applied.');
    act(() => store.getState().undo());
    expect(store.getState().document).toBe(before);
    // What was undone is no longer in the text, but nobody's comment is lost.
    expect(field().value).not.toContain('# my network');
    await user.click(screen.getByRole('button', { name: 'Bring back my text' }));
    expect(field().value).toMatch(/^# my network\n/);
    expect(field().value).toContain('filters=7');
  });

  it('marks a line that cannot be read and changes nothing for it', async () => {
    const { store, write } = await open();
    const before = store.getState().document;
    await write((text) => text.replace('filters=', 'filters=='));
    const mark = await screen.findByRole('button', { name: /Line 4:.*stands where/ });
    await act(async () => mark.click());
    expect(document.activeElement).toBe(field());
    expect(field().value.slice(field().selectionStart, field().selectionEnd)).toMatch(/^conv1 = /);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Apply' }).disabled).toBe(true);
    expect(store.getState().document).toBe(before);
  });

  it('follows the graph until somebody edits the text', async () => {
    const { user, store, write } = await open();
    const set = (filters: number) =>
      act(() =>
        store
          .getState()
          .dispatch(
            (document) =>
              setConfig(document, { network: 'main', node: 'conv1' }, 'filters', filters),
            commit('change'),
          ),
      );
    set(9);
    expect(field().value).toContain('filters=9');
    await write((text) => text.replace('filters=9', 'filters=10'));
    set(11);
    expect(field().value).toContain('filters=10');
    await user.click(screen.getByRole('radio', { name: 'TypeScript' }));
    expect(field().value).toContain('filters: 11');
    await user.click(screen.getByRole('radio', { name: 'Keras' }));
    expect(field().value).toContain('filters=10');
    await user.click(screen.getByRole('button', { name: 'Discard edits' }));
    expect(field().value).toContain('filters=11');
  });
});
