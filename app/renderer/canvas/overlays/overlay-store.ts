/** The one small window that may be open over the canvas: a layer search, a list of targets, a name, a delay. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface ClientPoint {
  readonly x: number;
  readonly y: number;
}

export type Overlay =
  | { readonly type: 'none' }
  /** Layers, filtered to what fits at the end of an edge that was dropped on empty canvas. */
  | {
      readonly type: 'search';
      readonly at: ClientPoint | null;
      readonly from: {
        readonly node: string;
        readonly handle: string;
        readonly side: 'source' | 'target';
      } | null;
    }
  | { readonly type: 'connect'; readonly node: string }
  | { readonly type: 'disconnect'; readonly node: string }
  | { readonly type: 'rename'; readonly node: string }
  | { readonly type: 'delay'; readonly edge: string };

const none: Overlay = { type: 'none' };

export const overlayStore = createStore<{ readonly overlay: Overlay }>()(() => ({ overlay: none }));

export function useOverlay(): Overlay {
  return useStore(overlayStore, ({ overlay }) => overlay);
}

export function openOverlay(overlay: Overlay): void {
  overlayStore.setState({ overlay });
}

export function closeOverlay(): void {
  overlayStore.setState({ overlay: none });
}

export function editDelay(edge: string): void {
  openOverlay({ type: 'delay', edge });
}
