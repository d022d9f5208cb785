/** The camera: what is in sight when a network opens, the level of detail, and the canvas as commands know it. */
import { type ReactFlowInstance, useReactFlow, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useDocument } from '../stores/document';
import type { CardNode, Scene, WireEdge } from './adapter';
import { fitAll } from './camera';
import { mountCanvas, visibleRect } from './canvas-handle';
import { rectOf } from './edges/lane';
import { boundsOf, type Rect } from './geometry';
import { rectsOf, type Way } from './preparation/ways';
import { isTouch } from './touch';
import { nextLevel, type ZoomLevel } from './zoom-level';

const EDGE = 28;
/** Where the canvas is narrow, so that five columns still show their faces. */
const NARROW_EDGE = 16;
const NARROW = 900;
const TOP = 62;

/** `ways` lead to the cards and are as much in sight as they are. */
export function useCamera(
  element: RefObject<HTMLElement | null>,
  scene: Scene,
  ways: readonly Way[],
) {
  const flow = useReactFlow<CardNode, WireEdge>();
  const session = useDocument((state) => state.session);
  const level = useRef<ZoomLevel>('near');
  const shown = useRef('');
  const startedEmpty = useRef('');
  const beside = useRef<readonly Rect[]>([]);
  useLayoutEffect(() => {
    const rects = rectsOf(ways);
    const isOther = rects.length !== beside.current.length;
    beside.current = rects;
    // They came, went, or have a step more.
    if (isOther && (rects.length === 0 || !rects.every(isInSight))) fitAll();
  }, [ways]);

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
    mountCanvas({ flow, element: root, beside });
    return () => mountCanvas(null);
  }, [flow, element, isEmpty]);

  const frame = useCallback(() => {
    const root = element.current;
    if (!root) return;
    const rects = [...flow.getNodes().map(rectOf), ...beside.current];
    const viewport = openingViewport(rects, root.clientWidth, root.clientHeight);
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
      if (element.current) mountCanvas({ flow: instance, element: element.current, beside });
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

function isInSight({ x, y, width, height }: Rect): boolean {
  const sight = visibleRect();
  if (!sight) return true;
  const isAcross = x >= sight.x && x + width <= sight.x + sight.width;
  return isAcross && y >= sight.y && y + height <= sight.y + sight.height;
}

/** At zoom 1 from the top left when the network fits, else as much smaller as it takes, not below 0.2. */
export function openingViewport(
  rects: readonly Rect[],
  width: number,
  height: number,
): Viewport | null {
  const bounds = boundsOf(rects);
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
