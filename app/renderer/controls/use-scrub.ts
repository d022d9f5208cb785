import { type PointerEvent, useRef } from 'react';

/** Pixels of a step of a scrubbed field, and how far the pointer goes before a press becomes a drag. */
const PIXELS = 4;
const SLACK = 3;

/**
 * Horizontal dragging of a field: one step per 4 px, Shift ×10, Alt ÷10. A press that does not move focuses the field.
 * `start` answers the value the drag begins with; `move` gets it with the steps since.
 */
export function useScrub(options: {
  readonly disabled: boolean;
  readonly start: () => number;
  readonly move: (from: number, steps: number) => void;
  readonly end: () => void;
}) {
  const drag = useRef<{ x: number; from: number | null } | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLInputElement>) => {
      if (options.disabled || event.button !== 0) return;
      if (document.activeElement === event.currentTarget) return;
      event.preventDefault();
      drag.current = { x: event.clientX, from: null };
      event.currentTarget.setPointerCapture?.(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLInputElement>) => {
      const state = drag.current;
      if (!state) return;
      const distance = event.clientX - state.x;
      if (state.from === null && Math.abs(distance) < SLACK) return;
      state.from ??= options.start();
      const factor = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      options.move(state.from, Math.round(distance / PIXELS) * factor);
    },
    onPointerUp: (event: PointerEvent<HTMLInputElement>) => {
      const state = drag.current;
      drag.current = null;
      if (!state) return;
      if (state.from === null) event.currentTarget.focus();
      else options.end();
    },
    onPointerCancel: () => {
      if (drag.current?.from !== null && drag.current) options.end();
      drag.current = null;
    },
  };
}
