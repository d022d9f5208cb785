/**
 * Edges at moving cards. They are drawn on a layer of their own: a path that changes among the other edges makes the
 * browser sort the layers of the whole canvas anew at every step, which costs more than everything else in a drag.
 */
import { useStore as useFlow, ViewportPortal } from '@xyflow/react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { moving } from '../moving';
import styles from './WireEdge.module.css';

const layer = createStore<{ readonly element: SVGGElement | null }>()(() => ({ element: null }));
const setLayer = (element: SVGGElement | null) => layer.setState({ element });

/** The layer below the other edges and the cards; as large as what is in sight. */
export function MovingWires() {
  const moves = useStore(moving, ({ wires }) => wires.size > 0);
  return moves ? (
    <ViewportPortal>
      <Sheet />
    </ViewportPortal>
  ) : null;
}

function Sheet() {
  const [x, y, zoom] = useFlow(({ transform }) => transform);
  const width = useFlow((flow) => flow.width) / zoom;
  const height = useFlow((flow) => flow.height) / zoom;
  const [left, top] = [-x / zoom, -y / zoom];
  return (
    <svg
      aria-hidden
      className={styles.sheet}
      style={{ left, top, width, height }}
      viewBox={`${left} ${top} ${width} ${height}`}
    >
      {/* Keeps the layer's bounds as they are, whatever moves on it. */}
      <rect x={left} y={top} width={width} height={height} fill="transparent" />
      <g ref={setLayer} />
    </svg>
  );
}

/** Draws on the layer while it is there. */
export function OnSheet({ children }: { readonly children: ReactNode }) {
  const element = useStore(layer, (state) => state.element);
  return element && createPortal(children, element);
}
