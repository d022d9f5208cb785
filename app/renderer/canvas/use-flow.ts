/** React Flow's props for a scene: nodes, edges, and what its changes do to selection and document. */
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { NETWORK_KIND, type Position } from '../../../src/graph/document';
import { moveNodes } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { words } from '../i18n';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { holdDrawing } from '../training/record';
import { Adapter, type CardNode, movedPositions, type Scene, type WireEdge } from './adapter';
import { enterBlock } from './blocks';
import { focusCard } from './commands';
import { gliding } from './layout/glide';

const still: ReadonlyMap<string, Position> = new Map();

export function useFlow(scene: Scene) {
  const [adapter] = useState(() => new Adapter());
  // Positions of what is being dragged live here; the document learns them once, when the drag ends.
  const [dragged, setDragged] = useState(still);
  const glided = useStore(gliding, ({ positions }) => positions);
  const moved = glided.size > 0 ? glided : dragged;
  const latest = useRef({ moved: still, name: scene.name });
  latest.current.name = scene.name;
  const nodes = useMemo(() => adapter.nodes(scene, moved), [adapter, scene, moved]);
  const edges = useMemo(() => adapter.edges(scene, nodes), [adapter, scene, nodes]);

  const onNodesChange = useCallback((changes: NodeChange<CardNode>[]) => {
    selectNodes(changes);
    const positions = movedPositions(changes);
    if (positions.size === 0) return;
    const next = new Map([...latest.current.moved, ...positions]);
    const dragging = changes.some((change) => change.type === 'position' && change.dragging);
    latest.current.moved = dragging ? next : still;
    holdDrawing(dragging);
    if (!dragging) {
      const { name } = latest.current;
      documentStore()
        .getState()
        .dispatch((before) => moveNodes(before, name, next), commit(words('canvas.move')));
    }
    setDragged(latest.current.moved);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<WireEdge>[]) => {
    const { selectedEdges, set } = viewStore.getState();
    const chosen = applySelection(selectedEdges, changes);
    if (chosen !== selectedEdges) set({ selectedEdges: chosen });
  }, []);

  const onNodeClick = useCallback((_: unknown, node: CardNode) => focusCard(node.id), []);
  const onNodeDoubleClick = useCallback((_: unknown, node: CardNode) => {
    if (node.data.kind === NETWORK_KIND) enterBlock(node.id);
  }, []);

  return { nodes, edges, onNodesChange, onEdgesChange, onNodeClick, onNodeDoubleClick };
}

interface Change {
  readonly type: string;
  readonly id?: string;
  readonly selected?: boolean;
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
  const { selection, set } = viewStore.getState();
  const chosen = applySelection(selection, changes);
  if (chosen !== selection) set({ selection: chosen });
}
