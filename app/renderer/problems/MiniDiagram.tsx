import { formatShape } from '../controls/format';
import type { Sketch, SketchNode } from './effect';
import styles from './problems.module.css';

const WIDTH = 88;
const HEIGHT = 24;
const GAP = 58;
const ROW = 40;

/** The piece of the network that a repair changes, as it will be: new things dashed in accent. */
export function MiniDiagram({ sketch }: { readonly sketch: Sketch }) {
  const columns = Math.max(...sketch.nodes.map((node) => node.column), 0) + 1;
  const rows = Math.max(...sketch.nodes.map((node) => node.row), 0) + 1;
  const width = columns * WIDTH + (columns - 1) * GAP + 16;
  const height = rows * ROW + 8;
  const byId = new Map(sketch.nodes.map((node) => [node.id, node]));
  return (
    <div className={styles.diagram}>
      <svg viewBox={`0 0 ${width} ${height}`} style={{ maxWidth: width }} aria-hidden="true">
        {sketch.edges.map((edge) => {
          const from = byId.get(edge.source);
          const to = byId.get(edge.target);
          if (!from || !to) return null;
          const start = { x: left(from) + WIDTH, y: middle(from) };
          const end = { x: left(to), y: middle(to) };
          const bend = start.x + (end.x - start.x) / 2;
          return (
            <g key={`${edge.source}>${edge.target}`} data-new={edge.isNew || undefined}>
              <path
                d={`M${start.x} ${start.y}C${bend} ${start.y} ${bend} ${end.y} ${end.x} ${end.y}`}
              />
              {edge.shape && to.column - from.column === 1 && (
                <text
                  x={bend}
                  y={(start.y + end.y) / 2 - 5}
                  textAnchor="middle"
                  className={styles.shape}
                >
                  {formatShape(edge.shape)}
                </text>
              )}
            </g>
          );
        })}
        {sketch.nodes.map((node) => (
          <g key={node.id} data-state={node.state}>
            <rect
              x={left(node)}
              y={middle(node) - HEIGHT / 2}
              width={WIDTH}
              height={HEIGHT}
              rx="6"
            />
            <text x={left(node) + WIDTH / 2} y={middle(node) + 4} textAnchor="middle">
              {node.id.length > 13 ? `${node.id.slice(0, 12)}…` : node.id}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function left(node: SketchNode): number {
  return 8 + node.column * (WIDTH + GAP);
}

function middle(node: SketchNode): number {
  return 8 + node.row * ROW + ROW / 2;
}
