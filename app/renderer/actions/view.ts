/** Actions on what the window shows: panels, theme, language, regions. */
import { Languages, MoonStar, PanelBottom, PanelLeft, PanelRight, Search } from 'lucide-react';
import { changeLanguage, words } from '../i18n/index';
import { cycleRegion, focusRegion } from '../shell/regions';
import { type Language, type Theme, type ViewValues, viewStore } from '../stores/view';
import type { Action } from './action';

const view = () => viewStore.getState();

function toggle(name: 'paletteFolded' | 'inspectorFolded' | 'dockFolded' | 'letterKeys') {
  const values: Partial<Record<typeof name, boolean>> = { [name]: !view()[name] };
  view().set(values satisfies Partial<ViewValues>);
}

export async function setLanguage(language: Language): Promise<void> {
  view().set({ language });
  await changeLanguage(language);
}

export const themes: readonly {
  value: Theme;
  key: 'shell.themeLight' | 'shell.themeDark' | 'shell.themeSystem';
}[] = [
  { value: 'light', key: 'shell.themeLight' },
  { value: 'dark', key: 'shell.themeDark' },
  { value: 'system', key: 'shell.themeSystem' },
];

/** Names of languages are written in themselves, so that everybody finds their own. */
export const languages: readonly { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
];

export const viewActions: readonly Action[] = [
  {
    id: 'view.commands',
    section: 'view',
    label: () => words('shell.commands'),
    shortcut: 'Mod+K',
    icon: Search,
    run: () => view().set({ commandPalette: true }),
  },
  {
    id: 'view.find',
    section: 'view',
    label: () => words('shell.findLayer'),
    shortcut: '/',
    icon: Search,
    run: () => {
      view().set({ paletteTab: 'layers', paletteFolded: false, screen: 'studio' });
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('[data-find-layer]')?.focus(),
      );
    },
  },
  {
    id: 'view.palette',
    section: 'view',
    label: () => words(view().paletteFolded ? 'shell.showPalette' : 'shell.hidePalette'),
    shortcut: 'Mod+B',
    icon: PanelLeft,
    run: () => toggle('paletteFolded'),
  },
  {
    id: 'view.inspector',
    section: 'view',
    label: () => words(view().inspectorFolded ? 'shell.showInspector' : 'shell.hideInspector'),
    shortcut: 'I',
    scope: 'canvas',
    icon: PanelRight,
    run: () => toggle('inspectorFolded'),
  },
  {
    id: 'view.dock',
    section: 'view',
    label: () => words(view().dockFolded ? 'shell.showDock' : 'shell.hideDock'),
    shortcut: 'Mod+J',
    icon: PanelBottom,
    run: () => toggle('dockFolded'),
  },
  {
    id: 'view.problems',
    section: 'view',
    label: () => words('shell.showProblems'),
    shortcut: 'P',
    scope: 'canvas',
    run: () => {
      view().set({ dockTab: 'problems', dockFolded: false });
      requestAnimationFrame(() => focusRegion('dock'));
    },
  },
  {
    id: 'view.nextRegion',
    section: 'view',
    label: () => words('shell.nextRegion'),
    shortcut: 'F6',
    hidden: true,
    run: () => cycleRegion(1),
  },
  {
    id: 'view.previousRegion',
    section: 'view',
    label: () => words('shell.previousRegion'),
    shortcut: 'Shift+F6',
    hidden: true,
    run: () => cycleRegion(-1),
  },
  ...themes.map(
    ({ value, key }): Action => ({
      id: `view.theme.${value}`,
      section: 'view',
      label: () => words('shell.themeAction', { theme: words(key) }),
      icon: MoonStar,
      run: () => view().set({ theme: value }),
    }),
  ),
  ...languages.map(
    ({ value, label }): Action => ({
      id: `view.language.${value}`,
      section: 'view',
      label: () => words('shell.languageAction', { language: label }),
      icon: Languages,
      run: () => void setLanguage(value),
    }),
  ),
  {
    id: 'view.letterKeys',
    section: 'view',
    label: () => words(view().letterKeys ? 'shell.letterKeysOff' : 'shell.letterKeysOn'),
    run: () => toggle('letterKeys'),
  },
];
