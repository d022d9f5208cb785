/** An edge with its shape, its problem or its delay. Corners come from `route`, the width from the gradient. */
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { CircleAlert, Clock } from 'lucide-react';
import { memo, useCallback } from 'react';
import { useWords } from '../../i18n';
import type { Wire, WireEdge as WireEdgeType } from '../adapter';
import { followMoves, moving, useMoves } from '../moving';
import { editDelay } from '../overlays/overlay-store';
import { useGradientWidth } from './gradient-width';
import { OnSheet } from './MovingWires';
import { type LabelPlace, labelPlace, type Point, roundedPath, route } from './route';
import styles from './WireEdge.module.css';

/** Advance of JetBrains Mono at 10 px. */
const CHARACTER = 5.8;
/** A label above its edge may reach over both handles. */
const OVERHANG = 9;

export const WireEdge = memo(function WireEdge(props: EdgeProps<WireEdgeType>) {
  const { id, source, target, data } = props;
  const moves = useMoves(id);
  const width = useGradientWidth(data?.gradientOf ?? '');
  if (!data) return null;
  if (moves) return <MovingWire {...props} data={data} width={width} />;
  const points = pointsOf(props, data);
  const path = roundedPath(points);
  const place = labelPlace(points);
  return (
    <g className={styles.wire} data-tone={data.tone} data-delayed={data.delay > 0 || undefined}>
      <path d={path} className={styles.line} style={{ strokeWidth: width }} />
      <path d={path} className={`react-flow__edge-interaction ${styles.target}`} />
      {hasLabel(data, place) && (
        <g className={styles.label} aria-hidden>
          {place.on && <rect {...patchAt(place, data.label)} rx={3} />}
          <text x={place.x} y={place.y} dy="0.34em" textAnchor="middle">
            {data.label}
          </text>
        </g>
      )}
      {data.message !== '' && (
        <EdgeLabelRenderer>
          <div className={`${styles.chip} nopan`} style={{ transform: centred(place) }}>
            <CircleAlert size={14} aria-hidden />
            {data.message}
          </div>
        </EdgeLabelRenderer>
      )}
      {data.delay > 0 && (
        <EdgeLabelRenderer>
          <Delay id={id} steps={data.delay} ends={{ source, target }} place={place} />
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

/** Drawn at every step without React; its chips wait until the card is let go. */
function MovingWire(
  props: EdgeProps<WireEdgeType> & { readonly data: Wire; readonly width: number },
) {
  const { id, sourceX, sourceY, targetX, targetY, data, width } = props;
  const follow = useCallback(
    (element: SVGGElement | null) => {
      const [line, label] = element?.children ?? [];
      const [patch, text] = label?.children ?? [];
      if (!line || !label || !patch || !text) return;
      return followMoves(() => {
        const points = pointsOf({ id, sourceX, sourceY, targetX, targetY }, data);
        const place = labelPlace(points);
        line.setAttribute('d', roundedPath(points));
        label.toggleAttribute('hidden', !hasLabel(data, place));
        label.toggleAttribute('data-on', place.on);
        // No transform: the browser would sort its layers anew, as `MovingWires` says.
        set(patch, patchAt(place, data.label));
        set(text, { x: place.x, y: place.y });
      });
    },
    [id, sourceX, sourceY, targetX, targetY, data],
  );
  return (
    <OnSheet>
      <g
        ref={follow}
        className={styles.wire}
        data-tone={data.tone}
        data-delayed={data.delay > 0 || undefined}
      >
        <path className={styles.line} style={{ strokeWidth: width }} />
        <g className={styles.label}>
          <rect rx={3} />
          <text dy="0.34em" textAnchor="middle">
            {data.label}
          </text>
        </g>
      </g>
    </OnSheet>
  );
}

type Ends = Pick<EdgeProps<WireEdgeType>, 'id' | 'sourceX' | 'sourceY' | 'targetX' | 'targetY'>;

/** The corners of an edge as it stands, or as it moves. */
function pointsOf({ id, sourceX, sourceY, targetX, targetY }: Ends, data: Wire): Point[] {
  const shift = moving.getState().wires.get(id);
  return route({
    source: { x: sourceX + (shift?.source.x ?? 0), y: sourceY + (shift?.source.y ?? 0) },
    target: { x: targetX + (shift?.target.x ?? 0), y: targetY + (shift?.target.y ?? 0) },
    lane: shift ? shift.lane : data.lane,
  });
}

function hasLabel({ label, message }: Wire, { room, on }: LabelPlace): boolean {
  const fits = label.length * CHARACTER <= room + (on ? -12 : OVERHANG);
  return label !== '' && message === '' && fits;
}

const centred = ({ x, y }: Point): string => `translate(-50%, -50%) translate(${x}px, ${y}px)`;

/** The ground behind a label that sits on its line. */
function patchAt({ x, y }: Point, text: string) {
  const width = text.length * CHARACTER + 6;
  return { x: x - width / 2, y: y - 8, width, height: 16 };
}

function set(element: Element, attributes: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

function Delay(props: {
  readonly id: string;
  readonly steps: number;
  readonly ends: { readonly source: string; readonly target: string };
  readonly place: Point;
}) {
  const t = useWords();
  return (
    <button
      type="button"
      className={`${styles.delay} nopan`}
      style={{ transform: centred(props.place) }}
      aria-label={t('canvas.delay', props.ends)}
      onClick={() => editDelay(props.id)}
    >
      <Clock size={11} aria-hidden />
      {`t−${props.steps}`}
    </button>
  );
}
