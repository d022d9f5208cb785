/**
 * One chart of a run: smoothed and raw training line, held-out line with rings, planned end, earlier runs.
 * recharts draws axes and lines; crosshair, tooltip and zoom lie over it, so that moving the pointer redraws nothing.
 */
import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import { useWords } from '../../i18n';
import { useDocument } from '../../stores/document';
import { earlierRuns, seriesAt, useRun } from '../../stores/run';
import { type ChartSpec, type Curve, curvesOf, earlierCurves, stepsPerEpoch } from '../chart-data';
import { useChart } from '../chart-store';
import { tickText } from '../format';
import { metricName } from '../metric-words';
import { type Axis, accuracyAxis, linearTicks, lossAxis } from '../ticks';
import { useSize } from '../use-size';
import { CurveTable } from './CurveTable';
import styles from './charts.module.css';
import { Legend } from './Legend';
import { MARGIN, type Plot, PlotPointer } from './PlotPointer';
import { trend } from './trend';

const colours = {
  train: 'var(--train)',
  second: 'var(--group-Convolution)',
  validation: 'var(--validation)',
  earlier: 'var(--ink-3)',
};

export function CurveChart({ spec }: { readonly spec: ChartSpec }) {
  const t = useWords();
  const model = useCurves(spec);
  const size = useSize();
  const table = useChart((chart) => chart.table);
  const title = spec.id === 'losses' ? t('training.losses') : metricName(t, spec.metrics[0]!);
  const empty = model.curves.every((curve) => curve.points.length === 0);
  const plot: Plot = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(1, size.width - MARGIN.left - MARGIN.right),
    height: Math.max(1, size.height - MARGIN.top - MARGIN.bottom),
    x: model.x.domain,
  };
  return (
    <figure className={styles.chart} aria-label={title}>
      <Legend title={title} spec={spec} curves={model.curves} />
      <p className={styles.spoken}>{trend(t, title, model.curves)}</p>
      {table ? (
        <CurveTable title={title} curves={model.curves} />
      ) : (
        <div ref={size.ref} className={styles.plot}>
          {size.width > 60 && size.height > 60 && (
            <>
              <Drawing spec={spec} model={model} width={size.width} height={size.height} />
              {empty && <p className={styles.empty}>{t('training.curvesHere')}</p>}
              <PlotPointer title={title} plot={plot} curves={model.curves} />
            </>
          )}
        </div>
      )}
    </figure>
  );
}

interface Model {
  readonly curves: readonly Curve[];
  readonly earlier: readonly Curve[];
  readonly x: Axis;
  readonly y: Axis;
  /** Where the run stands now; from here to the planned end the ground is sunken. */
  readonly now: number | null;
  readonly log: boolean;
}

function useCurves(spec: ChartSpec): Model {
  const version = useRun((run) => run.seriesVersion);
  // The number alone: `progress` itself moves with every message, and a chart must not.
  const planned = useRun(
    (run) => run.progress?.epochs ?? run.trainedDocument?.training?.phases[0]?.epochs,
  );
  const asked = useDocument(({ document }) => document.training?.phases[0]?.epochs);
  const smoothing = useChart((chart) => chart.smoothing);
  const unit = useChart((chart) => chart.unit);
  const zoom = useChart((chart) => chart.zoom);
  const wantsLog = useChart((chart) => chart.log);
  const hidden = useChart((chart) => chart.hidden);
  const showEarlier = useChart((chart) => chart.earlier);
  const epochs = planned ?? asked ?? 10;
  // Telemetry moves `progress` ten times a second; curves follow `seriesVersion`, twice at most.
  return useMemo(() => {
    const series = seriesAt(version);
    const log = wantsLog && spec.log;
    const options = { unit, smoothing, zoom, log };
    const all = curvesOf(spec, series, options);
    const curves = all.map((c) => (hidden.includes(c.id) ? { ...c, points: [] } : c));
    const earlier = showEarlier ? earlierCurves(spec, earlierRuns, options) : [];
    const perEpoch = stepsPerEpoch(series.points);
    const last = series.points.at(-1);
    const now = last ? (unit === 'steps' ? last.step : last.epoch) : null;
    const end = Math.max(unit === 'steps' ? epochs * (perEpoch || 1) : epochs, now ?? 0);
    const domain: readonly [number, number] = zoom ?? [0, end];
    const values = [...curves, ...earlier].flatMap((curve) => curve.points.map((p) => p.y));
    return {
      curves,
      earlier,
      now,
      log,
      x: { domain, ticks: linearTicks(domain[0], domain[1], 7) },
      y: spec.share ? accuracyAxis(values) : lossAxis(values, log),
    };
  }, [version, spec, smoothing, unit, zoom, wantsLog, hidden, showEarlier, epochs]);
}

const Drawing = memo(function Drawing(props: {
  readonly spec: ChartSpec;
  readonly model: Model;
  readonly width: number;
  readonly height: number;
}) {
  const t = useWords();
  const unit = useChart((chart) => chart.unit);
  const { spec, model } = props;
  const { x, y, now } = model;
  const text = { fill: 'var(--ink-3)', fontSize: 10 };
  return (
    <LineChart
      width={props.width}
      height={props.height}
      margin={{ top: MARGIN.top, right: MARGIN.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      {now !== null && now < x.domain[1] && (
        <ReferenceArea
          x1={Math.max(now, x.domain[0])}
          x2={x.domain[1]}
          fill="var(--sunken)"
          fillOpacity={1}
          strokeOpacity={0}
          zIndex={-200}
        />
      )}
      <CartesianGrid vertical={false} stroke="var(--line)" syncWithTicks />
      <XAxis
        dataKey="x"
        type="number"
        domain={[...x.domain]}
        ticks={[...x.ticks]}
        allowDataOverflow
        height={MARGIN.bottom}
        tick={text}
        tickFormatter={tickText}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        label={{
          value: t(unit === 'steps' ? 'training.stepAxis' : 'training.epoch'),
          position: 'insideBottom',
          offset: 4,
          ...text,
        }}
      />
      <YAxis
        type="number"
        domain={[...y.domain]}
        ticks={[...y.ticks]}
        scale={model.log ? 'log' : 'linear'}
        allowDataOverflow
        width={MARGIN.left}
        tick={text}
        tickFormatter={spec.share ? (value: number) => `${tickText(value * 100)}%` : tickText}
        tickLine={false}
        axisLine={false}
      />
      {model.earlier.map((curve) => (
        <Line
          key={curve.id}
          {...still}
          data={[...curve.points]}
          dataKey="y"
          stroke={colours.earlier}
          strokeWidth={1.2}
          strokeOpacity={0.4}
        />
      ))}
      {model.earlier.map((curve) => {
        const end = curve.points.at(-1);
        return (
          end && (
            <ReferenceDot
              key={`${curve.id}-name`}
              x={end.x}
              y={end.y}
              r={0}
              label={{ value: curve.name ?? '', position: 'top', ...text }}
            />
          )
        );
      })}
      {model.curves.map((curve) => curveLines(curve))}
      {now !== null && now < x.domain[1] && (
        <ReferenceLine x={now} stroke="var(--line-strong)" strokeWidth={1} />
      )}
      {model.curves.map((curve) => {
        const end = curve.role === 'validation' ? undefined : curve.points.at(-1);
        return (
          end && (
            <ReferenceDot
              key={`${curve.id}-end`}
              x={end.x}
              y={end.y}
              r={3.2}
              fill={colours[curve.role]}
              stroke="var(--panel)"
              strokeWidth={1}
            />
          )
        );
      })}
    </LineChart>
  );
});

const still = { isAnimationActive: false, dot: false, activeDot: false, type: 'linear' } as const;

function curveLines(curve: Curve) {
  const stroke = colours[curve.role];
  const data = [...curve.points];
  if (curve.role === 'validation') {
    const ring = { r: 3, fill: 'var(--panel)', stroke, strokeWidth: 1.4, strokeDasharray: '0' };
    return (
      <Line
        key={curve.id}
        {...still}
        data={data}
        dataKey="y"
        stroke={stroke}
        strokeWidth={1.5}
        strokeDasharray="4 3"
        dot={ring}
      />
    );
  }
  return [
    <Line
      key={`${curve.id}-raw`}
      {...still}
      data={data}
      dataKey="raw"
      stroke={stroke}
      strokeWidth={1}
      strokeOpacity={0.3}
    />,
    <Line key={curve.id} {...still} data={data} dataKey="y" stroke={stroke} strokeWidth={1.7} />,
  ];
}
