/** React Flow's props for a scene: nodes, edges, and what its changes do to selection and document. */
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { NETWORK_KIND, type Position } from '../../../src/graph/document';
import { moveNodes } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { words } from '../i18n';
import { documentStore } from '../stores/document';
import { shownSelection, viewStore } from '../stores/view';
import { runClient } from '../worker-client';
import { Adapter, type CardNode, type Scene, type WireEdge } from './adapter';
import { enterBlock, openInPlace } from './blocks';
import { canvasHandle } from './canvas-handle';
import { focusCard } from './commands';
import { gliding } from './layout/glide';
import { drawAt } from './moving';

/** Above this many nodes only what is in sight is drawn. */
const MANY = 300;

const still: ReadonlyMap<string, Position> = new Map();

export function useFlow(scene: Scene) {
  const [adapter] = useState(() => new Adapter());
  // Where React Flow has been told that cards in a hand are; the document learns it once, when the hand lets go.
  const [told, tell] = useState(still);
  const nodes = useMemo(() => adapter.nodes(scene, told), [adapter, scene, told]);
  const edges = useMemo(() => adapter.edges(scene, nodes), [adapter, scene, nodes]);
  const inHand = useRef(still);
  const shown = useRef({ name: scene.name, network: scene.network, nodes });
  useLayoutEffect(() => {
    shown.current = { name: scene.name, network: scene.network, nodes };
    // Something else changed the canvas in the middle of a drag: the offsets count from new places.
    if (inHand.current.size > 0) drawAt(scene.network, nodes, inHand.current);
  }, [scene, nodes]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      selectNodes(changes);
      const positions = movedPositions(changes);
      if (positions.size === 0) return;
      const { name, network, nodes: drawn } = shown.current;
      const isDragging = changes.some((change) => change.type === 'position' && change.dragging);
      const places = new Map([...inHand.current, ...positions]);
      runClient.holdDrawing(isDragging);
      canvasHandle()?.element.toggleAttribute('data-moving', isDragging);
      inHand.current = isDragging ? places : still;
      if (!isDragging) {
        flushSync(() => {
          documentStore()
            .getState()
            .dispatch(
              (before) => moveNodes(before, name, inDocument(adapter, places)),
              commit(words('canvas.move')),
            );
          tell(still);
        });
      }
      drawAt(network, drawn, inHand.current);
    },
    [adapter],
  );

  // A drag at the border moves the camera; a card that React Flow has out of sight would be taken from the hand.
  const isCulled = nodes.length > MANY;
  const onPanned = useCallback(() => {
    if (isCulled && inHand.current.size > 0) flushSync(() => tell(inHand.current));
  }, [isCulled]);

  useEffect(
    () =>
      gliding.subscribe(({ positions }) => {
        const places = [...positions].map(([id, at]) => [id, adapter.onCanvas(id, at)] as const);
        drawAt(shown.current.network, shown.current.nodes, new Map(places));
      }),
    [adapter],
  );

  const onEdgesChange = useCallback((changes: EdgeChange<WireEdge>[]) => {
    const { selectedEdges, set } = viewStore.getState();
    const chosen = applySelection(selectedEdges, changes);
    if (chosen === selectedEdges) return;
    set({ selection: shownSelection(viewStore.getState()), selectedEdges: chosen });
  }, []);

  const onNodeClick = useCallback((_: unknown, node: CardNode) => focusCard(node.id), []);
  const onNodeDoubleClick = useCallback((_: unknown, node: CardNode) => {
    if (node.data.kind === NETWORK_KIND && !openInPlace(node.id)) enterBlock(node.id);
  }, []);

  return {
    nodes,
    edges,
    isCulled,
    onNodesChange,
    onEdgesChange,
    onPanned,
    onNodeClick,
    onNodeDoubleClick,
  };
}

function inDocument(
  adapter: Adapter,
  places: ReadonlyMap<string, Position>,
): ReadonlyMap<string, Position> {
  return new Map([...places].map(([id, at]) => [id, adapter.inDocument(id, at)]));
}

interface Change {
  readonly type: string;
  readonly id?: string;
  readonly selected?: boolean;
}

/** Where dragged nodes are, as React Flow's changes say. */
export function movedPositions(
  changes: readonly { readonly type: string; readonly id?: string; readonly position?: Position }[],
): Map<string, Position> {
  const moved = new Map<string, Position>();
  for (const { type, id, position } of changes) {
    if (type === 'position' && id !== undefined && position) {
      moved.set(id, { x: Math.round(position.x), y: Math.round(position.y) });
    }
  }
  return moved;
}

/** The selection after React Flow's changes; the same list when they say nothing about it. */
export function applySelection(
  selection: readonly string[],
  changes: readonly Change[],
): readonly string[] {
  const chosen = new Set(selection);
  for (const { type, id, selected } of changes) {
    if (type !== 'select' || id === undefined) continue;
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  const same = chosen.size === selection.length && selection.every((id) => chosen.has(id));
  return same ? selection : [...chosen];
}

function selectNodes(changes: readonly NodeChange<CardNode>[]): void {
  const view = viewStore.getState();
  // React Flow knows nothing of what is selected within a frame.
  const shown = shownSelection(view);
  const chosen = applySelection(shown, changes);
  if (chosen !== shown) view.set({ selection: chosen });
}
