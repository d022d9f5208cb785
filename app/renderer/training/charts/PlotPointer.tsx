/** The layer over a chart that takes pointer and keys: crosshair, tooltip, zoom by dragging. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useWords } from '../../i18n';
import type { Curve, RunPoint } from '../chart-data';
import { chartStore, useChart } from '../chart-store';
import { nearest } from '../curves';
import { metricText } from '../metric-words';
import styles from './charts.module.css';
import { curveName } from './curve-name';

export const MARGIN = { left: 38, right: 8, top: 8, bottom: 32 } as const;

/** The drawn area in pixels and what its x axis spans. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: readonly [number, number];
}

export function PlotPointer(props: {
  readonly title: string;
  readonly plot: Plot;
  readonly curves: readonly Curve[];
}) {
  const t = useWords();
  const { plot, curves } = props;
  const [here, setHere] = useState(false);
  const [dragged, setDragged] = useState<readonly [number, number] | null>(null);
  const crosshair = useChart((chart) => chart.crosshair);
  const place = (x: number) => plot.left + ((x - plot.x[0]) / (plot.x[1] - plot.x[0])) * plot.width;
  const value = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - plot.left) / plot.width;
    return plot.x[0] + Math.min(1, Math.max(0, share)) * (plot.x[1] - plot.x[0]);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const x = value(event);
    if (dragged) setDragged([dragged[0], x]);
    chartStore.getState().set({ crosshair: x });
  };
  const end = () => {
    if (dragged) {
      const [from, to] = [Math.min(...dragged), Math.max(...dragged)];
      const wide = (to - from) / (plot.x[1] - plot.x[0]) > 0.02;
      if (wide) chartStore.getState().set({ zoom: [from, to] });
    }
    setDragged(null);
  };
  const leave = () => {
    setHere(false);
    chartStore.getState().set({ crosshair: null });
  };
  const inside = crosshair !== null && crosshair >= plot.x[0] && crosshair <= plot.x[1];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawn chart is no form field; its values stand in the table
    <div
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move the crosshair and T opens the table
      tabIndex={0}
      aria-label={`${props.title}. ${t('training.chartHelp')}`}
      className={styles.pointer}
      onPointerEnter={() => setHere(true)}
      onPointerLeave={leave}
      onPointerMove={move}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const x = value(event);
        setDragged([x, x]);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => chartStore.getState().set({ zoom: null })}
      onFocus={() => setHere(true)}
      onBlur={leave}
      onKeyDown={(event) => keys(event, plot, curves)}
    >
      {dragged && (
        <span
          className={styles.drag}
          style={{
            left: place(Math.min(...dragged)),
            width: Math.abs(place(dragged[1]) - place(dragged[0])),
            top: plot.top,
            height: plot.height,
          }}
        />
      )}
      {inside && (
        <span
          className={styles.crosshair}
          style={{ left: place(crosshair), top: plot.top, height: plot.height }}
        />
      )}
      {inside && here && !dragged && (
        <Tooltip curves={curves} x={crosshair} left={place(crosshair)} width={plot.width} />
      )}
    </div>
  );
}

function keys(event: KeyboardEvent, plot: Plot, curves: readonly Curve[]): void {
  const { crosshair, table, set } = chartStore.getState();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 't' || event.key === 'T') set({ table: !table });
  else if (event.key === 'Escape') set({ zoom: null });
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    const points = curves.find((curve) => curve.points.length > 0)?.points ?? [];
    const forward = event.key === 'ArrowRight';
    const next = neighbour(points, crosshair ?? plot.x[0], forward);
    if (next !== undefined) set({ crosshair: next });
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The next drawn point to one side, about a fortieth of the axis away, so that a run is crossed in a second. */
function neighbour(points: readonly RunPoint[], x: number, forward: boolean): number | undefined {
  const at = points.findIndex((point) => point.x >= x);
  const from = at < 0 ? points.length - 1 : at;
  const stride = Math.max(1, Math.round(points.length / 40));
  const next = Math.min(points.length - 1, Math.max(0, from + (forward ? stride : -stride)));
  return points[next]?.x;
}

function Tooltip(props: {
  readonly curves: readonly Curve[];
  readonly x: number;
  readonly left: number;
  readonly width: number;
}) {
  const t = useWords();
  const rows = props.curves.flatMap((curve) => {
    const point = nearest(curve.points, props.x);
    return point ? [{ curve, point }] : [];
  });
  const first = rows[0];
  if (!first) return null;
  const right = props.left < props.width * 0.55;
  return (
    <div
      className={styles.tooltip}
      style={right ? { left: props.left + 12 } : { right: props.width - props.left + 56 }}
    >
      <p>
        {t('training.atEpoch', {
          epoch: Number(first.point.epoch.toFixed(2)),
          step: first.point.step.toLocaleString('en-US'),
        })}
      </p>
      {rows.map(({ curve, point }) => (
        <p key={curve.id} className={styles.row}>
          <span className={styles.stroke} data-role={curve.role} />
          <span>{curveName(t, curve)}</span>
          <b>{metricText(curve.metric, point.y)}</b>
        </p>
      ))}
    </div>
  );
}
