/** What this window looks at: selection, panels, theme. Never saved with the document, never undone. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Repair } from '../../../src/compiler/problem';
import { MAIN } from '../../../src/graph/document';

export type Screen = 'studio' | 'gallery';
export type PaletteTab = 'layers' | 'outline' | 'data';
export type DockTab = 'training' | 'problems' | 'evaluate' | 'data' | 'code' | 'try' | 'cost';
export type Faces = 'structure' | 'activations' | 'weights' | 'gradients';
export type Theme = 'light' | 'dark' | 'system';
export type Language = 'en' | 'zh-CN';

export interface ViewValues {
  readonly screen: Screen;
  /** The network that the canvas shows, then the placements entered from it. */
  readonly path: readonly string[];
  /** Placements that are open in place, by `frameKey`. */
  readonly opened: readonly string[];
  /** Ids of selected nodes of the network at the end of `path` and `within`. */
  readonly selection: readonly string[];
  /** Placements, open in place, that the selection lies in, from the shown network on; mostly none. */
  readonly within: readonly string[];
  /** Ids (`edgeId`) of selected edges. */
  readonly selectedEdges: readonly string[];
  readonly faces: Faces;
  /** Validation sample that faces and Try it show, from 0. */
  readonly sample: number;
  /** A repair shown on the canvas but not applied. */
  readonly preview: Repair | null;
  readonly paletteTab: PaletteTab;
  readonly paletteFolded: boolean;
  readonly inspectorFolded: boolean;
  readonly dockTab: DockTab;
  readonly dockFolded: boolean;
  readonly paletteWidth: number;
  readonly inspectorWidth: number;
  readonly dockHeight: number;
  readonly minimap: boolean;
  /** The steps of the data stand in front of the network. */
  readonly preparation: boolean;
  readonly theme: Theme;
  readonly language: Language;
  /** Single-letter shortcuts act with the canvas focused. */
  readonly letterKeys: boolean;
  /** The coach mark of the first run was seen. */
  readonly coached: boolean;
  readonly commandPalette: boolean;
  /** The list of all shortcuts is open. */
  readonly shortcuts: boolean;
}

/** How long each value lives: this page, or this browser. */
export const storage = {
  screen: 'session',
  path: 'session',
  opened: 'session',
  selection: 'session',
  within: 'session',
  selectedEdges: 'session',
  faces: 'browser',
  sample: 'session',
  preview: 'session',
  paletteTab: 'browser',
  paletteFolded: 'browser',
  inspectorFolded: 'browser',
  dockTab: 'browser',
  dockFolded: 'browser',
  paletteWidth: 'browser',
  inspectorWidth: 'browser',
  dockHeight: 'browser',
  minimap: 'browser',
  preparation: 'browser',
  theme: 'browser',
  language: 'browser',
  letterKeys: 'browser',
  coached: 'browser',
  commandPalette: 'session',
  shortcuts: 'session',
} as const satisfies { readonly [K in keyof ViewValues]: 'session' | 'browser' };

const KEY = 'netloom.view';

function remembered(): Partial<ViewValues> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function preferredLanguage(): Language {
  if (typeof navigator === 'undefined') return 'en';
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export interface ViewState extends ViewValues {
  set(values: Partial<ViewValues>): void;
  select(nodes: readonly string[], edges?: readonly string[]): void;
}

export const viewStore = createStore<ViewState>()((set) => ({
  screen: 'studio',
  path: [MAIN],
  opened: [],
  selection: [],
  within: [],
  selectedEdges: [],
  faces: 'activations',
  sample: 0,
  preview: null,
  paletteTab: 'layers',
  paletteFolded: false,
  inspectorFolded: false,
  dockTab: 'training',
  dockFolded: false,
  paletteWidth: 228,
  inspectorWidth: 316,
  dockHeight: 312,
  minimap: true,
  preparation: false,
  theme: 'system',
  language: preferredLanguage(),
  letterKeys: true,
  coached: false,
  commandPalette: false,
  shortcuts: false,
  ...remembered(),
  // A selection lies in the shown network where nothing else is said.
  set: (values) =>
    set('selection' in values || 'path' in values ? { within: [], ...values } : values),
  select: (selection, selectedEdges = []) => set({ selection, selectedEdges, within: [] }),
}));

viewStore.subscribe((state) => {
  const kept = Object.entries(storage)
    .filter(([, life]) => life === 'browser')
    .map(([name]) => [name, state[name as keyof ViewValues]]); // keys of `storage` are ViewValues'
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // A browser without storage forgets panel sizes; nothing else depends on them.
  }
});

const nothing: readonly string[] = [];

/** What is selected in the shown network itself, not within a frame. */
export const shownSelection = ({ selection, within }: ViewValues): readonly string[] =>
  within.length > 0 ? nothing : selection;

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(viewStore, select);
}
