/** Keys to actions: one listener for the whole window, with scopes by region and no letters while somebody types. */
import { regionOf } from '../shell/regions';
import { viewStore } from '../stores/view';
import { type Action, isEnabled, shortcutsOf } from './action';

export const isMac =
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform ?? '');

/** `Mod+Shift+Z` as an event gives it. On macOS Mod is ⌘ and Ctrl stays Ctrl. */
export function chordOf(event: KeyboardEvent, mac = isMac): string {
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('Mod');
  if (mac && event.ctrlKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  // Shift is part of signs such as ? and +, but of letters and named keys it is a modifier.
  const named = event.key.length > 1 || /^[a-z ]$/i.test(event.key);
  if (event.shiftKey && named) parts.push('Shift');
  parts.push(keyOf(event));
  return parts.join('+');
}

function keyOf(event: KeyboardEvent): string {
  // Alt makes other characters of digits and letters on some keyboards; the code does not change.
  if (event.altKey && /^Digit\d$/.test(event.code)) return event.code.slice(5);
  if (event.key === ' ') return 'Space';
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

/** The same chord in the order that `chordOf` writes. */
export function normalise(shortcut: string): string {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+');
  const key = parts.at(-1) === '' ? '+' : parts.at(-1)!;
  const order = ['Mod', 'Ctrl', 'Alt', 'Shift'].filter((name) => parts.slice(0, -1).includes(name));
  return [...order, key].join('+');
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range'].includes(target.type)))
  );
}

/** Keys that belong to a focused button or field before they belong to an action. */
const ownKeys = new Set(['Enter', 'Space', 'Tab', 'Shift+Tab']);

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a, [role="menuitem"], [role="option"]') !== null
  );
}

export function actionFor(event: KeyboardEvent, actions: readonly Action[]): Action | undefined {
  const chord = chordOf(event);
  const typing = isTyping(event.target);
  const plain = !chord.includes('Mod') && !chord.includes('Alt') && !/^(Shift\+)?F\d+$/.test(chord);
  if (typing && (plain || /^Mod\+(A|C|X|V|Z|Shift\+Z)$/.test(chord))) return undefined;
  const region = regionOf(event.target);
  const letter = /^(Shift\+)?[A-Z]$/.test(chord);
  if (letter && !viewStore.getState().letterKeys) return undefined;
  return actions.find((action) => {
    const scope = action.scope ?? 'everywhere';
    if (scope !== 'everywhere' && scope !== region) return false;
    if (!shortcutsOf(action).some((shortcut) => normalise(shortcut) === chord)) return false;
    // A focused node of the canvas is no button: its Enter and Tab belong to the canvas.
    return !(scope !== 'canvas' && ownKeys.has(chord) && isControl(event.target));
  });
}

export function listenToKeys(actions: () => readonly Action[]): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    // An open menu or dialog has the keys to itself.
    if (event.target instanceof Element && event.target.closest('[role="menu"], [role="dialog"]'))
      return;
    const action = actionFor(event, actions());
    if (!action) return;
    if (!isEnabled(action)) {
      // A dead key must not fall through to the browser: Ctrl+S without changes is still ours.
      if (chordOf(event).startsWith('Mod')) event.preventDefault();
      return;
    }
    event.preventDefault();
    action.run();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

const symbols: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
};
const macSymbols: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Ctrl: '⌃',
};

/** An action's first shortcut as people read it: `Ctrl Shift Z`, on macOS `⇧⌘Z`. */
export function shortcutText(action: Action, mac = isMac): string | undefined {
  const [first] = shortcutsOf(action);
  return first === undefined ? undefined : chordText(first, mac);
}

export function chordText(shortcut: string, mac = isMac): string {
  const parts = normalise(shortcut).split(/\+(?=.)/);
  if (mac) return parts.map((part) => macSymbols[part] ?? symbols[part] ?? part).join('');
  return parts.map((part) => (part === 'Mod' ? 'Ctrl' : (symbols[part] ?? part))).join(' ');
}

/** The same in Electron's notation for the native menu. */
export function accelerator(action: Action): string | undefined {
  const [first] = shortcutsOf(action);
  return first && normalise(first).replace('Mod', 'CmdOrCtrl').replace('Arrow', '');
}
