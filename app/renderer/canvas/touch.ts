/** Fingers on the canvas: what a card does under one, and the long press that selects. */
import { useSyncExternalStore } from 'react';
import { ROOM_TO_EDIT } from '../shell/layout';
import { shownSelection, viewStore } from '../stores/view';

const LONG_PRESS = 450;
/** A finger that moved farther pans. */
const STILL = 10;

/** Which cards a drag takes along; under a finger the others give way to the camera. */
export type Grip = 'all' | 'selected' | 'none';

const coarse = '(pointer: coarse)';
const narrow = `(max-width: ${ROOM_TO_EDIT - 1}px)`;

export const isTouch = (): boolean => window.matchMedia?.(coarse).matches ?? false;

function grip(): Grip {
  if (!isTouch()) return 'all';
  return window.matchMedia(narrow).matches ? 'none' : 'selected';
}

function subscribe(listener: () => void): () => void {
  const queries = [coarse, narrow].flatMap((query) => window.matchMedia?.(query) ?? []);
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

export const useGrip = (): Grip => useSyncExternalStore(subscribe, grip);

/** Adds the card under a finger that stays to the selection, or takes it out; cleans up after itself. */
export function listenToLongPress(root: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let isHeld = false;
  const stop = () => clearTimeout(timer);
  const onDown = (event: PointerEvent) => {
    stop();
    isHeld = false;
    const card = event.target instanceof Element ? event.target.closest('.react-flow__node') : null;
    const id = card?.getAttribute('data-id');
    if (event.pointerType !== 'touch' || !event.isPrimary || !id) return;
    from = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      isHeld = true;
      toggle(id);
    }, LONG_PRESS);
  };
  const onMove = (event: PointerEvent) => {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) stop();
  };
  // The tap that ends a long press would select the card alone.
  const onClick = (event: MouseEvent) => {
    if (isHeld) event.stopPropagation();
    isHeld = false;
  };
  const onMenu = (event: Event) => isHeld && event.preventDefault();
  const leave = new AbortController();
  const options = { capture: true, signal: leave.signal };
  root.addEventListener('pointerdown', onDown, options);
  root.addEventListener('pointermove', onMove, options);
  root.addEventListener('pointerup', stop, options);
  root.addEventListener('pointercancel', stop, options);
  root.addEventListener('click', onClick, options);
  root.addEventListener('contextmenu', onMenu, options);
  return () => {
    stop();
    leave.abort();
  };
}

function toggle(id: string): void {
  const view = viewStore.getState();
  const known = shownSelection(view);
  view.select(known.includes(id) ? known.filter((other) => other !== id) : [...known, id]);
}
