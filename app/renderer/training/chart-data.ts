/** Which curves a run has and what stands in them, from the ring buffers. Pure but for reading what it is given. */
import type { EpochLine, StepPoint } from '../../../src/runtime/protocol';
import type { Series } from '../stores/run';
import type { AxisUnit } from './chart-store';
import { type CurvePoint, decimate, smooth } from './curves';
import { baseMetric, isShare, validationMetric } from './metric-words';

/** One chart: a title metric and the metrics drawn in it. */
export interface ChartSpec {
  readonly id: string;
  readonly metrics: readonly string[];
  readonly share: boolean;
  /** May be drawn on a logarithmic axis. */
  readonly log: boolean;
}

export interface RunPoint extends CurvePoint {
  /** The value before smoothing. */
  readonly raw: number;
  readonly step: number;
  readonly epoch: number;
}

export interface Curve {
  readonly id: string;
  readonly metric: string;
  readonly role: 'train' | 'validation' | 'second' | 'earlier';
  readonly name?: string;
  readonly points: readonly RunPoint[];
}

/** At most this many points are drawn of one curve. */
export const MOST_POINTS = 300;

const shown = ['accuracy', 'modes', 'reconstructionError', 'meanAbsoluteError'];

/** A loss chart (both players' where there are two), and the run's metric where it has one; `asked` before there are values. */
export function chartsOf(series: Series, asked = 'accuracy'): readonly ChartSpec[] {
  const names = new Set<string>();
  const last = series.points.at(-1);
  for (const name of Object.keys(last?.values ?? {})) names.add(name);
  for (const name of Object.keys(series.epochs.at(-1)?.values ?? {})) names.add(name);
  const trained = [...new Set([...names].map(baseMetric))];
  const players = trained.filter((name) => /.Loss$/.test(name));
  const losses: ChartSpec =
    players.length > 1
      ? { id: 'losses', metrics: players, share: false, log: true }
      : { id: 'loss', metrics: ['loss'], share: false, log: true };
  const others = trained.filter((name) => name !== 'loss' && !players.includes(name));
  const known = shown.find((name) => others.includes(name));
  const metric = known ?? others[0] ?? (trained.length === 0 ? asked : undefined);
  if (metric === undefined) return [losses];
  const second = { id: metric, metrics: [metric], share: isShare(metric), log: !isShare(metric) };
  return [losses, { ...second, log: second.log && !/modes/i.test(metric) }];
}

export interface CurveOptions {
  readonly unit: AxisUnit;
  readonly smoothing: number;
  readonly zoom: readonly [number, number] | null;
  readonly log: boolean;
}

export function curvesOf(spec: ChartSpec, series: Series, options: CurveOptions): readonly Curve[] {
  return spec.metrics.flatMap((metric, i): Curve[] => {
    const train: Curve = {
      id: metric,
      metric,
      role: i === 0 ? 'train' : 'second',
      points: trainPoints(series, metric, options),
    };
    const held = validationPoints(series.epochs, metric, series.points, options);
    const validation = validationMetric(metric);
    return held.length === 0
      ? [train]
      : [train, { id: validation, metric: validation, role: 'validation', points: held }];
  });
}

export function earlierCurves(
  spec: ChartSpec,
  runs: readonly { readonly name: string; readonly series: Series }[],
  options: CurveOptions,
): readonly Curve[] {
  const metric = spec.metrics[0]!;
  return runs.flatMap(({ name, series }, i): Curve[] => {
    const points = trainPoints(series, metric, options);
    return points.length === 0
      ? []
      : [{ id: `earlier-${i}`, metric, role: 'earlier', name, points }];
  });
}

function trainPoints(series: Series, metric: string, options: CurveOptions): readonly RunPoint[] {
  const has = (point: StepPoint) => typeof point.values[metric] === 'number';
  const points = series.points.filter(has);
  // A metric that is known at the end of epochs only is drawn from there.
  if (points.length === 0) return epochPoints(series, metric, options);
  const values = points.map((point) => point.values[metric]!);
  const smoothed = smooth(values, options.smoothing);
  const all = points.map((point, i) => ({
    x: options.unit === 'steps' ? point.step : point.epoch,
    y: smoothed[i]!,
    raw: values[i]!,
    step: point.step,
    epoch: point.epoch,
  }));
  return decimate(within(all, options), MOST_POINTS);
}

function epochPoints(series: Series, metric: string, options: CurveOptions): readonly RunPoint[] {
  return validationPoints(series.epochs, metric, series.points, { ...options, exact: true });
}

function validationPoints(
  lines: readonly EpochLine[],
  metric: string,
  points: readonly StepPoint[],
  options: CurveOptions & { readonly exact?: boolean },
): readonly RunPoint[] {
  const name = options.exact ? metric : validationMetric(metric);
  const perEpoch = stepsPerEpoch(points);
  const all = lines.flatMap((line): RunPoint[] => {
    const value = line.values[name];
    if (typeof value !== 'number') return [];
    const step = Math.round(line.epoch * perEpoch);
    const x = options.unit === 'steps' ? step : line.epoch;
    return [{ x, y: value, raw: value, step, epoch: line.epoch }];
  });
  return decimate(within(all, options), MOST_POINTS);
}

/** Steps an epoch, from any point that is far enough in. */
export function stepsPerEpoch(points: readonly StepPoint[]): number {
  const last = points.at(-1);
  return last && last.epoch > 0 ? last.step / last.epoch : 0;
}

function within(points: readonly RunPoint[], { zoom, log }: CurveOptions): readonly RunPoint[] {
  return points.filter(
    ({ x, y }) =>
      Number.isFinite(y) && (!log || y > 0) && (!zoom || (x >= zoom[0] && x <= zoom[1])),
  );
}
