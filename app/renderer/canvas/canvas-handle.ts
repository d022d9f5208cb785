/** The mounted canvas as commands see it: React Flow's camera and the element that has the focus. */
import type { ReactFlowInstance } from '@xyflow/react';
import type { CardNode, WireEdge } from './adapter';
import type { Rect } from './geometry';

export interface CanvasHandle {
  readonly flow: ReactFlowInstance<CardNode, WireEdge>;
  readonly element: HTMLElement;
  /** What is to be seen besides the cards. */
  readonly beside: { readonly current: readonly Rect[] };
}

let mounted: CanvasHandle | null = null;

export function mountCanvas(handle: CanvasHandle | null): void {
  mounted = handle;
}

/** `null` while the gallery is open and before the first paint. */
export function canvasHandle(): CanvasHandle | null {
  return mounted;
}

/** 240 ms, or nothing for people who asked for no movement. */
export function moveTime(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 240;
}

/** The part of the network that is in sight, in its own coordinates. */
export function visibleRect(): Rect | null {
  if (!mounted) return null;
  const { x, y, zoom } = mounted.flow.getViewport();
  const { clientWidth, clientHeight } = mounted.element;
  return { x: -x / zoom, y: -y / zoom, width: clientWidth / zoom, height: clientHeight / zoom };
}
