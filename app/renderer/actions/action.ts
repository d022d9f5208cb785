/** What the studio can do, each as one object: menus, keys, command palette and native menu derive from them. */
import type { LucideIcon } from 'lucide-react';

/** Where a shortcut acts: everywhere, with the canvas focused, or with the dock focused. */
export type Scope = 'everywhere' | 'canvas' | 'dock';

/** The native menu and the command palette show actions by section, in this order. */
export const sections = ['file', 'edit', 'view', 'network', 'run', 'help'] as const;
export type Section = (typeof sections)[number];

export interface Action {
  /** Stable, e.g. `file.save`; the desktop menu sends it back. */
  readonly id: string;
  readonly section: Section;
  /** In the language of the moment; a function, so that it can say what it would do ("Undo move"). */
  readonly label: () => string;
  /**
   * `Mod+Shift+Z`: modifiers Mod (Ctrl, ⌘ on macOS), Ctrl, Shift, Alt, then `KeyboardEvent.key` (letters in upper case,
   * `Space` for the blank). Several keys may do the same.
   */
  readonly shortcut?: string | readonly string[];
  /** Default `everywhere`. Single letters must be `canvas` or `dock`. */
  readonly scope?: Scope;
  readonly icon?: LucideIcon;
  /** Default always. */
  readonly enabled?: () => boolean;
  /** Kept out of menus and the command palette (walking along edges, nudging). */
  readonly hidden?: boolean;
  readonly run: () => void;
}

export function shortcutsOf(action: Action): readonly string[] {
  if (action.shortcut === undefined) return [];
  return typeof action.shortcut === 'string' ? [action.shortcut] : action.shortcut;
}

export function isEnabled(action: Action): boolean {
  return action.enabled?.() ?? true;
}
