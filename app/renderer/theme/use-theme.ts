import { useEffect, useSyncExternalStore } from 'react';
import { type Theme, useView } from '../stores/view';

const query = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia?.(query);
  media?.addEventListener('change', listener);
  return () => media?.removeEventListener('change', listener);
}

export function resolveTheme(theme: Theme, systemIsDark: boolean): 'light' | 'dark' {
  if (theme === 'system') return systemIsDark ? 'dark' : 'light';
  return theme;
}

/** The theme in force, also written to `data-theme` of the page, from which every token follows. */
export function useTheme(): 'light' | 'dark' {
  const chosen = useView((view) => view.theme);
  const systemIsDark = useSyncExternalStore(
    subscribe,
    () => window.matchMedia?.(query).matches ?? false,
  );
  const theme = resolveTheme(chosen, systemIsDark);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
