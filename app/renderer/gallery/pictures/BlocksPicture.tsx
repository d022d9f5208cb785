/** The main network of a document with blocks: each placement as two bars under the arc of its skip, with its shape. */
import { useMemo } from 'react';
import { type Document, MAIN, NETWORK_KIND, type Node } from '../../../../src/graph/document';
import { placedNetwork } from '../../../../src/graph/network';
import { formatShape } from '../../controls/format';
import { factsOf } from '../../stores/facts';
import styles from '../Gallery.module.css';
import { groupOf } from './block-group';

interface Part {
  readonly node: Node;
  readonly shape: string;
  readonly block: boolean;
  readonly colour: string;
}

const BLOCK = 76;
const MIDDLE = 78;

export function BlocksPicture(props: { readonly document: Document; readonly label: string }) {
  const parts = useMemo(() => partsOf(props.document), [props.document]);
  const blocks = parts.filter(({ block }) => block);
  const width = blocks.length * BLOCK + 56;
  return (
    <svg className={styles.blocks} viewBox={`0 0 ${width} 150`} role="img" aria-label={props.label}>
      <line
        x1={14}
        x2={width - 14}
        y1={MIDDLE}
        y2={MIDDLE}
        stroke="var(--edge)"
        strokeWidth={1.3}
      />
      {[6, width - 16].map((x) => (
        <rect
          key={x}
          x={x}
          y={MIDDLE - 18}
          width={11}
          height={36}
          rx={2}
          fill="var(--panel)"
          stroke="var(--group-Input)"
          strokeWidth={1.3}
        />
      ))}
      {blocks.map((part, i) => (
        <BlockGlyph key={part.node.id} part={part} x={34 + i * BLOCK} />
      ))}
    </svg>
  );
}

function BlockGlyph({ part, x }: { readonly part: Part; readonly x: number }) {
  const bar = {
    y: MIDDLE - 14,
    width: 14,
    height: 28,
    rx: 2,
    fill: `color-mix(in srgb, ${part.colour} 16%, var(--panel))`,
    stroke: part.colour,
    strokeWidth: 1.3,
  };
  return (
    <g>
      <path
        d={`M ${x - 4} ${MIDDLE} C ${x - 2} ${MIDDLE - 46}, ${x + 50} ${MIDDLE - 46}, ${x + 52} ${MIDDLE - 5}`}
        fill="none"
        stroke={part.colour}
        strokeWidth={1.3}
      />
      <rect x={x + 4} {...bar} />
      <rect x={x + 24} {...bar} />
      <circle
        cx={x + 52}
        cy={MIDDLE}
        r={5}
        fill="var(--panel)"
        stroke={part.colour}
        strokeWidth={1.3}
      />
      <path
        d={`M ${x + 49} ${MIDDLE} h 6 M ${x + 52} ${MIDDLE - 3} v 6`}
        stroke={part.colour}
        strokeWidth={1.2}
      />
      <text x={x + 26} y={MIDDLE + 32} textAnchor="middle" className={styles.blockShape}>
        {part.shape}
      </text>
    </g>
  );
}

function partsOf(document: Document): readonly Part[] {
  const facts = factsOf(document).get(MAIN);
  const nodes = document.networks[MAIN]?.nodes ?? [];
  return (facts?.order ?? []).flatMap((id): Part[] => {
    const node = nodes.find((candidate) => candidate.id === id);
    const output = facts?.nodes.get(id)?.output;
    if (!node) return [];
    const placed = placedNetwork(node);
    return [
      {
        node,
        shape: output ? formatShape(output) : '',
        block: node.kind === NETWORK_KIND,
        colour: `var(--group-${placed === undefined ? 'Block' : groupOf(document, placed)})`,
      },
    ];
  });
}
