/** An edge with its shape, its problem or its delay. Corners come from `route`, the width from the gradient. */
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { CircleAlert, Clock } from 'lucide-react';
import { memo } from 'react';
import { useWords } from '../../i18n';
import type { WireEdge as WireEdgeType } from '../adapter';
import { useMovingWire } from '../moving';
import { editDelay } from '../overlays/overlay-store';
import { useGradientWidth } from './gradient-width';
import { labelPlace, roundedPath, route } from './route';
import styles from './WireEdge.module.css';

/** Advance of JetBrains Mono at 10 px. */
const CHARACTER = 5.8;
/** A label above its edge may reach over both handles. */
const OVERHANG = 9;

export const WireEdge = memo(function WireEdge(props: EdgeProps<WireEdgeType>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, data } = props;
  const t = useWords();
  const moving = useMovingWire(id);
  const width = useGradientWidth(data?.gradientOf ?? '');
  if (!data) return null;
  const points = route({
    source: { x: sourceX + (moving?.source.x ?? 0), y: sourceY + (moving?.source.y ?? 0) },
    target: { x: targetX + (moving?.target.x ?? 0), y: targetY + (moving?.target.y ?? 0) },
    lane: moving ? moving.lane : data.lane,
  });
  const path = roundedPath(points);
  const place = labelPlace(points);
  const hasLabel =
    data.label !== '' &&
    data.message === '' &&
    data.label.length * CHARACTER <= place.room + (place.on ? -12 : OVERHANG);
  return (
    <g className={styles.wire} data-tone={data.tone} data-delayed={data.delay > 0 || undefined}>
      <path d={path} className={styles.line} style={{ strokeWidth: width }} />
      <path d={path} className={`react-flow__edge-interaction ${styles.target}`} />
      {hasLabel && <ShapeLabel {...place} text={data.label} />}
      {data.message !== '' && (
        <EdgeLabelRenderer>
          <div className={`${styles.chip} nopan`} style={{ transform: centred(place.x, place.y) }}>
            <CircleAlert size={14} aria-hidden />
            {data.message}
          </div>
        </EdgeLabelRenderer>
      )}
      {data.delay > 0 && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className={`${styles.delay} nopan`}
            style={{ transform: centred(place.x, place.y) }}
            aria-label={t('canvas.delay', { source, target })}
            onClick={() => editDelay(id)}
          >
            <Clock size={11} aria-hidden />
            {`t−${data.delay}`}
          </button>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

const centred = (x: number, y: number): string => `translate(-50%, -50%) translate(${x}px, ${y}px)`;

function ShapeLabel(props: {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
  readonly text: string;
}) {
  const { x, y, on, text } = props;
  const width = text.length * CHARACTER + 6;
  return (
    <g className={styles.label} aria-hidden>
      {on && <rect x={x - width / 2} y={y - 8} width={width} height={16} rx={3} />}
      <text x={x} y={y} dy="0.34em" textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
