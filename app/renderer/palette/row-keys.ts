/** The arrow keys walk the rows of the palette (`data-row`); above the first one is the find field. */
import type { KeyboardEvent } from 'react';

export function onRowKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'ArrowDown') focusRow(event.currentTarget, 1);
  else if (event.key === 'ArrowUp') focusRow(event.currentTarget, -1);
  else return;
  event.preventDefault();
}

export function focusRow(from: HTMLElement, by: 1 | -1): void {
  const panel = from.closest('[data-region="palette"]') ?? from.ownerDocument;
  const rows = [...panel.querySelectorAll<HTMLElement>('[data-find-layer], [data-row]')];
  rows[rows.indexOf(from) + by]?.focus();
}
