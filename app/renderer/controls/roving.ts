import type { KeyboardEvent } from 'react';

/** Moves focus among the enabled `role` elements of the pressed one's parent: arrows, Home and End. */
export function roveFocus(event: KeyboardEvent<HTMLElement>, role: string): void {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowDown: 1,
    ArrowLeft: -1,
    ArrowUp: -1,
  };
  const parent = event.currentTarget.closest('[data-roving]') ?? event.currentTarget.parentElement;
  const all = [...(parent?.querySelectorAll<HTMLElement>(`[role="${role}"]`) ?? [])].filter(
    (element) => !element.hasAttribute('disabled'),
  );
  const here = all.indexOf(event.currentTarget);
  const move = moves[event.key];
  const next =
    move !== undefined
      ? all[(here + move + all.length) % all.length]
      : event.key === 'Home'
        ? all[0]
        : event.key === 'End'
          ? all.at(-1)
          : undefined;
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  next.click();
}
