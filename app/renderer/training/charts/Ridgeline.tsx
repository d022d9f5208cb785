/** Weights or gradients of one tensor over the run: ridges or a heat map, an epoch slider, σ, zeros, NaN and Inf. */
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { layerByKind } from '../../../../src/compiler/layers/all';
import type { Document } from '../../../../src/graph/document';
import { formatCount } from '../../controls/format';
import { Select } from '../../controls/Select';
import { useWords } from '../../i18n';
import { useDocument } from '../../stores/document';
import { type HistogramRow, seriesAt, useRun } from '../../stores/run';
import { useView } from '../../stores/view';
import { runClient } from '../../worker-client';
import { lossText } from '../format';
import { useSize } from '../use-size';
import styles from './charts.module.css';
import {
  drawHeat,
  drawRidges,
  type Frame,
  quantile,
  type RidgeModel,
  ridgeModel,
  rowY,
} from './ridge-drawing';

export function Ridgeline() {
  const t = useWords();
  const version = useRun((run) => run.seriesVersion);
  const [view, setView] = useState<'ridges' | 'heat'>('ridges');
  const [chosen, setChosen] = useState<string | null>(null);
  const [front, setFront] = useState<number | null>(null);
  const selected = useView((state) => state.selection[0]);
  useEffect(() => {
    runClient.watch({ histograms: true });
    return () => runClient.watch({ histograms: false });
  }, []);
  const keys = useMemo(
    () => [...seriesAt(version).histograms.keys()].sort(weightsFirst),
    [version],
  );
  const key = pick(keys, chosen, selected);
  const [name, of] = key?.split('/') ?? [];
  const options = keys.map((value) => ({ value, label: tensorLabel(value) }));
  const rows = rowsAt(version, key);
  const index = front === null ? rows.length - 1 : Math.min(front, rows.length - 1);
  const last = rows[index];
  // Curves redraw oftener than histograms come; rows are appended in place, and the one in front tells of a new one.
  const model = useMemo(() => ridgeModel(rowsAt(0, key), last), [key, last]);
  const colour = useGroupColour(name?.split('.')[0]);
  return (
    <figure
      className={styles.chart}
      aria-label={t('training.distribution')}
      style={{ '--ridge': colour } as React.CSSProperties} // a custom property is not in React's type
    >
      <figcaption className={styles.caption}>
        <span className={styles.title}>
          {t(of === 'gradient' ? 'training.gradients' : 'training.weights')}
        </span>
        {options.length > 0 && (
          <div className={styles.select}>
            <Select
              label={t('training.tensor')}
              value={key ?? ''}
              onChange={setChosen}
              options={options}
            />
          </div>
        )}
        <span className={styles.room} />
        {last && <Numbers row={last} />}
      </figcaption>
      <Picture model={model} view={view} colour={colour} />
      <div className={styles.slider}>
        <span aria-hidden>{t('training.epoch')}</span>
        <input
          type="range"
          aria-label={t('training.epochSlider')}
          aria-valuetext={last ? last.epoch.toFixed(1) : '–'}
          min={0}
          max={Math.max(0, rows.length - 1)}
          value={Math.max(0, index)}
          disabled={rows.length < 2}
          onChange={(event) => {
            const value = event.target.valueAsNumber;
            setFront(value >= rows.length - 1 ? null : value);
          }}
        />
        <button
          type="button"
          className={styles.live}
          aria-pressed={front === null}
          onClick={() => setFront(null)}
        >
          {t('training.live', { epoch: last ? last.epoch.toFixed(1) : '' })}
        </button>
        <button
          type="button"
          className={styles.log}
          aria-pressed={view === 'heat'}
          onClick={() => setView(view === 'heat' ? 'ridges' : 'heat')}
        >
          {t('training.heatMap')}
        </button>
      </div>
    </figure>
  );
}

function weightsFirst(a: string, b: string): number {
  return Number(a.endsWith('/gradient')) - Number(b.endsWith('/gradient'));
}

/** `conv2.kernel/gradient` → `∇ conv2 · kernel`. */
function tensorLabel(key: string): string {
  const [name = '', of] = key.split('/');
  const words = name.replace(/\.(?=[^.]*$)/, ' · ');
  return of === 'gradient' ? `∇ ${words}` : words;
}

/** What somebody chose, else the selected layer's first tensor, else the first kernel. */
function pick(
  keys: readonly string[],
  chosen: string | null,
  selected: string | undefined,
): string | undefined {
  if (chosen !== null && keys.includes(chosen)) return chosen;
  const own = selected && keys.find((key) => key.startsWith(`${selected}.`));
  return own || keys.find((key) => key.endsWith('.kernel/weight')) || keys[0];
}

function useGroupColour(node: string | undefined): string {
  const kind = useDocument((state) => kindOf(state.document, node));
  return `var(--group-${(kind && layerByKind(kind)?.group) || 'Core'})`;
}

function kindOf(document: Document, node: string | undefined): string | undefined {
  for (const { nodes } of Object.values(document.networks)) {
    const found = nodes.find(({ id }) => id === node);
    if (found) return found.kind;
  }
  return undefined;
}

/** Rows are appended in place; `version` says when. */
function rowsAt(version: number, key: string | undefined): readonly HistogramRow[] {
  return key === undefined ? [] : (seriesAt(version).histograms.get(key) ?? []);
}

function Numbers({ row }: { readonly row: HistogramRow }) {
  const t = useWords();
  const { sigma, zeros, nans, infinities } = row.histogram;
  return (
    <>
      <Stat name={t('training.sigma')} value={lossText(sigma)} />
      {zeros > 0 && <Stat name={t('training.zeros')} value={formatCount(zeros)} />}
      <Stat name="NaN" value={formatCount(nans)} bad={nans > 0} />
      {infinities > 0 && <Stat name="Inf" value={formatCount(infinities)} bad />}
    </>
  );
}

function Stat(props: { readonly name: string; readonly value: string; readonly bad?: boolean }) {
  return (
    <span className={styles.stats}>
      {props.name} <b className={props.bad ? styles.bad : undefined}>{props.value}</b>
    </span>
  );
}

function Picture(props: {
  readonly model: RidgeModel;
  readonly view: 'ridges' | 'heat';
  readonly colour: string;
}) {
  const t = useWords();
  const { model, view, colour } = props;
  const size = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useView((state) => state.theme);
  const [hovered, setHovered] = useState<number | null>(null);
  const { width, height } = size;
  const frame = useMemo(
    (): Frame => ({ width, height, left: 30, right: 6, top: 6, bottom: 20 }),
    [width, height],
  );
  // The theme changes what the tokens resolve to
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || frame.width === 0) return;
    const scale = window.devicePixelRatio || 1;
    element.width = Math.round(frame.width * scale);
    element.height = Math.round(frame.height * scale);
    context.scale(scale, scale);
    const style = getComputedStyle(element);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const colours = {
      group: token(colour.slice(4, -1)),
      panel: token('--panel'),
      text: token('--ink-3'),
      line: token('--line'),
    };
    if (model.rows.length === 0) return;
    (view === 'heat' ? drawHeat : drawRidges)(context, model, frame, colours);
  }, [model, view, colour, frame, theme]);
  const over = (event: PointerEvent<HTMLDivElement>) => {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    setHovered(nearestRow(model, frame, view, y));
  };
  const row = hovered === null ? undefined : model.rows[hovered];
  return (
    <div
      ref={size.ref}
      className={styles.ridges}
      onPointerMove={over}
      onPointerLeave={() => setHovered(null)}
    >
      <canvas ref={canvas} role="img" aria-label={label(t, model.rows.at(-1))} />
      {model.rows.length === 0 && <p className={styles.empty}>{t('training.histogramsHere')}</p>}
      {row && <p className={styles.hover}>{label(t, row)}</p>}
    </div>
  );
}

function nearestRow(model: RidgeModel, frame: Frame, view: string, y: number): number | null {
  const count = model.rows.length;
  if (count === 0) return null;
  if (view === 'heat') {
    const share = (y - frame.top) / (frame.height - frame.bottom - frame.top);
    return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  }
  let best = 0;
  for (let i = 1; i < count; i++) {
    const distance = (index: number) => Math.abs(rowY(frame, index, count) - y);
    if (distance(i) < distance(best)) best = i;
  }
  return best;
}

function label(t: ReturnType<typeof useWords>, row: HistogramRow | undefined): string {
  if (!row) return t('training.histogramsHere');
  const { histogram } = row;
  return t('training.ridgeAt', {
    epoch: row.epoch.toFixed(1),
    mean: lossText(histogram.mean),
    sigma: lossText(histogram.sigma),
    low: lossText(quantile(histogram, 0.05)),
    high: lossText(quantile(histogram, 0.95)),
  });
}
