/** Draws histograms over time on a canvas: ridges from old (back) to new (front), or a heat map. */
import type { HistogramRow } from '../../stores/run';
import { thin } from '../curves';
import { tickText } from '../format';
import { linearTicks } from '../ticks';

export const MOST_RIDGES = 40;

export interface RidgeColours {
  readonly group: string;
  readonly panel: string;
  readonly text: string;
  readonly line: string;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface RidgeModel {
  readonly rows: readonly HistogramRow[];
  /** One scale of values for all rows, symmetric around nothing: as measured. */
  readonly domain: readonly [number, number];
}

/** The rows up to `front`, thinned evenly, with the one scale that they share. */
export function ridgeModel(
  all: readonly HistogramRow[],
  front: HistogramRow | undefined,
): RidgeModel {
  const until = front === undefined ? [] : all.slice(0, all.indexOf(front) + 1);
  const rows = thin(until.length, MOST_RIDGES).map((i) => until[i]!);
  const finite = rows.filter(({ histogram: h }) => h.max > h.min);
  const min = finite.reduce((least, { histogram }) => Math.min(least, histogram.min), Infinity);
  const max = finite.reduce((most, { histogram }) => Math.max(most, histogram.max), -Infinity);
  return { rows, domain: max > min ? [min, max] : [-1, 1] };
}

/** Height of the tallest bin of any row as a density, so that rows of different ranges share one scale. */
function tallest(rows: readonly HistogramRow[]): number {
  let most = 0;
  for (const { histogram } of rows) {
    const width = (histogram.max - histogram.min) / histogram.counts.length || 1;
    for (const count of histogram.counts) most = Math.max(most, count / width);
  }
  return most || 1;
}

export function rowY(frame: Frame, index: number, count: number): number {
  const { baseline, first } = bands(frame);
  return count <= 1 ? baseline : first + ((baseline - first) * index) / (count - 1);
}

/** Ridges overlap: the back third of the height is room for the oldest one to rise into. */
function bands(frame: Frame) {
  const baseline = frame.height - frame.bottom;
  const first = frame.top + (baseline - frame.top) * 0.36;
  return { baseline, first, rise: (baseline - frame.top) * 0.36 };
}

export function drawRidges(
  context: CanvasRenderingContext2D,
  model: RidgeModel,
  frame: Frame,
  colours: RidgeColours,
): void {
  const { rows, domain } = model;
  const { rise } = bands(frame);
  const most = tallest(rows);
  const x = scaleX(frame, domain);
  rows.forEach(({ histogram }, i) => {
    const y = rowY(frame, i, rows.length);
    const age = rows.length <= 1 ? 1 : i / (rows.length - 1);
    const bins = histogram.counts.length;
    const width = (histogram.max - histogram.min) / bins || 1;
    context.beginPath();
    context.moveTo(frame.left, y);
    context.lineTo(x(histogram.min), y);
    for (let bin = 0; bin < bins; bin++) {
      const density = (histogram.counts[bin] ?? 0) / width / most;
      context.lineTo(x(histogram.min + (bin + 0.5) * width), y - density ** 0.85 * rise);
    }
    context.lineTo(x(histogram.max), y);
    context.lineTo(frame.width - frame.right, y);
    context.fillStyle = mix(colours.group, colours.panel, 0.1 + 0.5 * age);
    context.globalAlpha = 0.9;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = mix(colours.group, colours.panel, 0.3 + 0.7 * age);
    context.lineWidth = i === rows.length - 1 ? 1.5 : 0.8;
    context.stroke();
  });
  drawAxes(context, model, { frame, y: (i) => rowY(frame, i, rows.length) }, colours);
}

export function drawHeat(
  context: CanvasRenderingContext2D,
  model: RidgeModel,
  frame: Frame,
  colours: RidgeColours,
): void {
  const { rows, domain } = model;
  const most = tallest(rows);
  const x = scaleX(frame, domain);
  const height = (frame.height - frame.bottom - frame.top) / Math.max(1, rows.length);
  rows.forEach(({ histogram }, i) => {
    const bins = histogram.counts.length;
    const width = (histogram.max - histogram.min) / bins || 1;
    for (let bin = 0; bin < bins; bin++) {
      const density = ((histogram.counts[bin] ?? 0) / width / most) ** 0.5;
      if (density === 0) continue;
      const left = x(histogram.min + bin * width);
      const right = x(histogram.min + (bin + 1) * width);
      context.fillStyle = mix(colours.group, colours.panel, density);
      context.fillRect(left, frame.top + i * height, right - left + 0.6, height + 0.6);
    }
  });
  drawAxes(context, model, { frame, y: (i) => frame.top + (i + 0.5) * height }, colours);
}

function scaleX(frame: Frame, [min, max]: readonly [number, number]): (value: number) => number {
  const width = frame.width - frame.left - frame.right;
  return (value) => frame.left + ((value - min) / (max - min)) * width;
}

function drawAxes(
  context: CanvasRenderingContext2D,
  { rows, domain }: RidgeModel,
  { frame, y }: { readonly frame: Frame; readonly y: (index: number) => number },
  colours: RidgeColours,
): void {
  context.fillStyle = colours.text;
  context.font = '10px Inter Variable, system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const x = scaleX(frame, domain);
  for (const tick of linearTicks(domain[0], domain[1], 5)) {
    context.fillText(tickText(tick), x(tick), frame.height - frame.bottom + 5);
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const first = rows[0]?.epoch ?? 0;
  const last = rows.at(-1)?.epoch ?? 0;
  let below = Number.NEGATIVE_INFINITY;
  for (const tick of linearTicks(first, Math.max(last, first + 1e-6), 5)) {
    const index = rows.findIndex(({ epoch }) => epoch >= tick - 1e-6);
    // Ridges of few epochs lie close together; a label is 10 px high.
    if (index < 0 || Math.abs(y(index) - below) < 11) continue;
    below = y(index);
    context.fillText(tickText(tick), frame.left - 8, below);
  }
}

function mix(colour: string, ground: string, share: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(Math.min(1, share) * 100)}%, ${ground})`;
}

/** The value below which `share` of the counts lie, straight within a bin. */
export function quantile(
  histogram: { readonly counts: Float32Array; readonly min: number; readonly max: number },
  share: number,
): number {
  const { counts, min, max } = histogram;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = (max - min) / counts.length;
  let left = total * share;
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin]!;
    if (left <= count && count > 0) return min + (bin + left / count) * width;
    left -= count;
  }
  return max;
}
