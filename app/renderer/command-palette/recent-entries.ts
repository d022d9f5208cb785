/** What was run from the command palette, the newest first; kept by the browser, lost without harm. */
const KEY = 'netloom.commands';
const KEPT = 8;

export function recentEntries(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberEntry(id: string): void {
  const ids = [id, ...recentEntries().filter((other) => other !== id)].slice(0, KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // As above.
  }
}
