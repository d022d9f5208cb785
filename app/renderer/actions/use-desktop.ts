/** What the studio owes a desktop window: title, native menu, and the files and actions that come from outside. */
import { useEffect } from 'react';
import type { MenuSection } from '../../shared/ipc';
import { useWords, words } from '../i18n/index';
import { openText } from '../persistence/files';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { useView } from '../stores/view';
import { isEnabled, sections } from './action';
import { actionById, allActions } from './all';
import { accelerator } from './keys';

export function useDesktop(): void {
  const name = useDocument((state) => state.document.name);
  const edited = useDocument((state) => state.document !== state.origin.saved);
  const steps = useDocument((state) => state.history.past.length - state.history.future.length);
  const language = useView((view) => view.language);
  const phase = useRun((run) => run.state.phase);
  useWords();
  useEffect(() => {
    document.title = `${edited ? '• ' : ''}${name} – Netloom`;
    void window.netloom?.setTitle(name, edited);
  }, [name, edited]);
  useEffect(() => {
    void window.netloom?.setMenu(nativeMenu());
  }, [language, phase, steps, name]);
  useEffect(() => {
    const bridge = window.netloom;
    if (!bridge) return;
    const stops = [
      bridge.onAction((id) => {
        const action = actionById(id);
        if (action && isEnabled(action)) action.run();
      }),
      bridge.onOpenFile((file) => void openText(file.text, file.path)),
    ];
    void bridge.takePendingFile().then((file) => {
      if (file) openText(file.text, file.path);
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

/** Menus of the desktop, derived from the same actions as keys and command palette. */
export function nativeMenu(): readonly MenuSection[] {
  return sections.flatMap((section) => {
    const items = allActions
      .filter((action) => action.section === section && !action.hidden)
      .map((action) => {
        const key = accelerator(action);
        return {
          id: action.id,
          label: action.label(),
          enabled: isEnabled(action),
          ...(key === undefined ? {} : { accelerator: key }),
        };
      });
    return items.length > 0 ? [{ label: words(`shell.section-${section}`), items }] : [];
  });
}
