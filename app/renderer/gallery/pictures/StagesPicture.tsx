/** The main network as it narrows: each node a plate, as high as its output is large and as thick as it has channels. */
import { useMemo } from 'react';
import { layerByKind } from '../../../../src/compiler/layers/all';
import { type Document, MAIN, type Node } from '../../../../src/graph/document';
import { INPUT_KIND, OUTPUT_KIND, placedNetwork, repeatsOf } from '../../../../src/graph/network';
import { formatShape } from '../../controls/format';
import { factsOf } from '../../stores/facts';
import styles from '../Gallery.module.css';
import { groupOf } from './block-group';

interface Plate {
  readonly id: string;
  readonly height: number;
  readonly width: number;
  /** Plates behind the first, for a block that repeats. */
  readonly copies: number;
  readonly colour: string;
  readonly shape: string;
}

const HIGHEST = 88;
const MIDDLE = 66;
const GAP = 4;
const MOST_COPIES = 4;

export function StagesPicture(props: { readonly document: Document; readonly label: string }) {
  const plates = useMemo(() => platesOf(props.document), [props.document]);
  const places: number[] = [];
  let width = 0;
  for (const plate of plates) {
    places.push(width);
    width += plate.width + plate.copies * 3 + GAP;
  }
  const [first, last] = [plates[0], plates.at(-1)];
  const left = -Math.max(14, (290 - width) / 2);
  return (
    <svg
      className={styles.blocks}
      viewBox={`${left} 0 ${width - 2 * left} 150`}
      role="img"
      aria-label={props.label}
    >
      {plates.map((plate, i) => (
        <g key={plate.id}>
          {Array.from({ length: plate.copies + 1 }, (_, copy) => (
            <rect
              // Copies of one plate differ in nothing but their place.
              key={copy}
              x={places[i]! + (plate.copies - copy) * 3}
              y={MIDDLE - plate.height / 2 - (plate.copies - copy) * 2}
              width={plate.width}
              height={plate.height}
              rx={1.5}
              fill={`color-mix(in srgb, ${plate.colour} 16%, var(--panel))`}
              stroke={plate.colour}
            />
          ))}
        </g>
      ))}
      {first && last && (
        <>
          <text x={0} y={134} className={styles.blockShape}>
            {first.shape}
          </text>
          <text x={width} y={134} textAnchor="end" className={styles.blockShape}>
            {last.shape}
          </text>
        </>
      )}
    </svg>
  );
}

/** Every node of `main` with a shape, in order; Outputs repeat what comes in. */
function platesOf(document: Document): readonly Plate[] {
  const facts = factsOf(document).get(MAIN);
  const nodes = new Map(document.networks[MAIN]?.nodes.map((node) => [node.id, node]));
  const rows = (facts?.order ?? []).flatMap((id) => {
    const node = nodes.get(id);
    const shape = facts?.nodes.get(id)?.output;
    return node && shape && node.kind !== OUTPUT_KIND ? [{ node, shape }] : [];
  });
  const sizeOf = (shape: readonly (number | null)[]) => (shape.length > 1 ? (shape[0] ?? 1) : 1);
  const largest = Math.max(1, ...rows.map(({ shape }) => sizeOf(shape)));
  return rows.map(({ node, shape }) => ({
    id: node.id,
    // The root keeps 7×7 visible beside 224×224.
    height: 12 + (HIGHEST - 12) * Math.sqrt(sizeOf(shape) / largest),
    width: 2 + Math.log2(shape.at(-1) ?? 1) * 0.9,
    copies: Math.min(MOST_COPIES, repeatsOf(node) - 1),
    colour: `var(--group-${groupOfNode(document, node)})`,
    shape: formatShape(shape),
  }));
}

function groupOfNode(document: Document, node: Node): string {
  const placed = placedNetwork(node);
  if (placed !== undefined) return groupOf(document, placed);
  if (node.kind === INPUT_KIND) return 'Input';
  return layerByKind(node.kind)?.group ?? 'Block';
}
