/** The camera: what is in sight when a network opens, the level of detail, and the canvas as commands know it. */
import { type ReactFlowInstance, useReactFlow, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useDocument } from '../stores/document';
import type { CardNode, Scene, WireEdge } from './adapter';
import { mountCanvas } from './canvas-handle';
import { boundsOf } from './geometry';
import { isTouch } from './touch';
import { nextLevel, type ZoomLevel } from './zoom-level';

const EDGE = 28;
/** Where the canvas is narrow, so that five columns still show their faces. */
const NARROW_EDGE = 16;
const NARROW = 900;
const TOP = 62;

export function useCamera(element: RefObject<HTMLElement | null>, scene: Scene) {
  const flow = useReactFlow<CardNode, WireEdge>();
  const session = useDocument((state) => state.session);
  const level = useRef<ZoomLevel>('near');
  const shown = useRef('');
  const startedEmpty = useRef('');

  const follow = useCallback(
    ({ zoom }: Viewport) => {
      const root = element.current;
      if (!root) return;
      const next = nextLevel(level.current, zoom);
      if (next !== level.current) {
        level.current = next;
        root.dataset.level = next;
      }
      // Only pills and fingers need the zoom, so only they pay for a change of style in every frame.
      if (next === 'far' || isTouch()) root.style.setProperty('--zoom', zoom.toFixed(3));
    },
    [element],
  );

  const isEmpty = scene.network.nodes.length === 0;
  useEffect(() => {
    const root = element.current;
    if (!root || isEmpty) return;
    mountCanvas({ flow, element: root });
    return () => mountCanvas(null);
  }, [flow, element, isEmpty]);

  const frame = useCallback(() => {
    const root = element.current;
    if (!root) return;
    const viewport = openingViewport(flow.getNodes(), root.clientWidth, root.clientHeight);
    if (!viewport) return;
    void flow.setViewport(viewport);
    follow(viewport);
  }, [flow, element, follow]);

  // Another document or another network: frame it. An edit leaves the camera where it is, the first card too, but not
  // a whole network that comes to an empty canvas.
  const key = `${session} ${scene.name}`;
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    if (isEmpty) startedEmpty.current = key;
    else requestAnimationFrame(frame);
  }, [key, isEmpty, frame]);

  const onInit = useCallback(
    (instance: ReactFlowInstance<CardNode, WireEdge>) => {
      if (element.current) mountCanvas({ flow: instance, element: element.current });
      if (startedEmpty.current !== key || instance.getNodes().length > 1) frame();
    },
    [element, frame, key],
  );
  const onMove = useCallback((_: unknown, viewport: Viewport) => follow(viewport), [follow]);
  const onMoveEnd = useCallback(() => {
    element.current?.dispatchEvent(new Event('canvas-moved'));
  }, [element]);
  return { onInit, onMove, onMoveEnd };
}

/** At zoom 1 from the top left when the network fits, else as much smaller as it takes, not below 0.2. */
export function openingViewport(
  nodes: readonly CardNode[],
  width: number,
  height: number,
): Viewport | null {
  const bounds = boundsOf(
    nodes.map(({ position, data }) => ({ ...position, width: data.width, height: data.height })),
  );
  if (!bounds) return null;
  const edge = width < NARROW ? NARROW_EDGE : EDGE;
  const zoom = Math.min(
    1,
    Math.max(
      0.2,
      Math.min((width - 2 * edge) / bounds.width, (height - TOP - EDGE) / bounds.height),
    ),
  );
  const fits = bounds.width * zoom <= width - 2 * edge;
  return {
    x: fits ? (width - bounds.width * zoom) / 2 - bounds.x * zoom : edge - bounds.x * zoom,
    y: TOP - bounds.y * zoom,
    zoom,
  };
}
