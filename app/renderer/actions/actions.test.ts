// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '../i18n/index';
import { firstTemplate } from '../persistence/templates';
import { installDocumentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { shortcutsOf } from './action';
import { allActions } from './all';
import { actionFor, chordOf, normalise, shortcutText } from './keys';

beforeAll(async () => {
  installDocumentStore(firstTemplate().document);
  await startI18n('en');
});

describe('every action', () => {
  it('has a label of its own, in both languages', async () => {
    for (const language of ['en', 'zh-CN'] as const) {
      await startI18n(language);
      for (const action of allActions) {
        expect(action.label(), action.id).not.toMatch(/^(shell|canvas|panels)\.|^$/);
      }
    }
    await startI18n('en');
  });

  it('has an id that no other has', () => {
    const ids = allActions.map((action) => action.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has a shortcut that no other has where both act', () => {
    const taken = new Map<string, string>();
    const clashes: string[] = [];
    for (const action of allActions) {
      const scopes = action.scope ? [action.scope] : ['everywhere', 'canvas', 'dock'];
      for (const shortcut of shortcutsOf(action)) {
        for (const scope of scopes) {
          const key = `${scope}:${normalise(shortcut)}`;
          const other = taken.get(key);
          if (other && other !== action.id) clashes.push(`${key}: ${other} and ${action.id}`);
          taken.set(key, action.id);
        }
      }
    }
    expect(clashes).toEqual([]);
  });

  it('leaves single letters to the canvas and the dock', () => {
    const loud = allActions.filter(
      (action) =>
        !action.scope &&
        shortcutsOf(action).some((key) => /^(Shift\+)?[A-Z]$/.test(normalise(key))),
    );
    expect(loud.map(({ id }) => id)).toEqual([]);
  });
});

function press(init: KeyboardEventInit, target: HTMLElement = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

function canvas(): HTMLElement {
  const element = document.createElement('div');
  element.dataset.region = 'canvas';
  document.body.append(element);
  return element;
}

describe('keys', () => {
  it('are written with their modifiers in one order', () => {
    expect(chordOf(press({ key: 'z', ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+Z');
    expect(chordOf(press({ key: '¡', code: 'Digit1', altKey: true }), false)).toBe('Alt+1');
    expect(chordOf(press({ key: 'z', metaKey: true }), true)).toBe('Mod+Z');
    expect(normalise('Shift+Mod+Z')).toBe('Mod+Shift+Z');
  });

  it('find the action that they stand for', () => {
    expect(actionFor(press({ key: 'k', ctrlKey: true }), allActions)?.id).toBe('view.commands');
    expect(actionFor(press({ key: 'F8' }), allActions)?.id).toBe('problems.next');
  });

  it('act as letters only with the canvas focused, and not at all when turned off', () => {
    expect(actionFor(press({ key: 'i' }), allActions)).toBeUndefined();
    expect(actionFor(press({ key: 'i' }, canvas()), allActions)?.id).toBe('view.inspector');
    viewStore.getState().set({ letterKeys: false });
    expect(actionFor(press({ key: 'i' }, canvas()), allActions)).toBeUndefined();
    viewStore.getState().set({ letterKeys: true });
  });

  it('leave undo, copy and plain signs to a field in which somebody types', () => {
    const field = document.createElement('input');
    canvas().append(field);
    expect(actionFor(press({ key: 'z', ctrlKey: true }, field), allActions)).toBeUndefined();
    expect(actionFor(press({ key: '/' }, field), allActions)).toBeUndefined();
    expect(actionFor(press({ key: 's', ctrlKey: true }, field), allActions)?.id).toBe('file.save');
  });

  it('are shown as each system writes them', () => {
    const redo = allActions.find((action) => action.id === 'edit.redo')!;
    expect(shortcutText(redo, false)).toBe('Ctrl Shift Z');
    expect(shortcutText(redo, true)).toBe('⌘⇧Z');
  });
});
