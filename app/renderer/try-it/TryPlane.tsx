/** The plane with the data's points on the network's own answers; a click or the arrows ask about one point. */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { valuesOf } from '../data-panel/raw-samples';
import { useWords } from '../i18n';
import { useView } from '../stores/view';
import { useSize } from '../training/use-size';
import { useClasses, useRawAnswer } from './asked';
import { Probabilities } from './Probabilities';
import { drawMark, drawPoints, drawSurface, type Plane, planeAround } from './plane-drawing';
import { probabilitiesOf } from './probabilities';
import styles from './TryIt.module.css';
import { useRaw } from './use-raw';

const COLUMNS = 64;
const ROWS = 40;

export function TryPlane() {
  const t = useWords();
  const raw = useRaw();
  const classes = useClasses();
  const [asked, setAsked] = useState<readonly [number, number] | null>(null);
  const points = useMemo(() => (raw ? pointsOf(raw.train) : []), [raw]);
  const size = useSize();
  const plane = useMemo(
    () => planeAround(points, size.width / Math.max(1, size.height)),
    [points, size.width, size.height],
  );
  const grid = useMemo(() => (points.length > 0 ? gridOf(plane) : null), [plane, points]);
  const surface = useRawAnswer(grid);
  const one = useMemo(() => (asked ? Float32Array.from(asked) : null), [asked]);
  const answer = useRawAnswer(one);
  if (!classes) return null;
  const n = classes.names.length;
  return (
    <>
      <section className={styles.planeColumn} aria-label={t('training.tryPlane')}>
        <h3>
          {t('training.tryPlane')} <span>{t('training.tryPlaneHelp')}</span>
        </h3>
        <div ref={size.ref} className={styles.plane}>
          <Picture
            plane={plane}
            points={points}
            surface={surface.value?.[classes.output] ?? null}
            classes={n}
            asked={asked}
            width={size.width}
            height={size.height}
            label={t('training.tryPlaneHelp')}
            onAsk={setAsked}
          />
        </div>
      </section>
      <div className={styles.narrow}>
        {asked && (
          <p className={styles.where}>
            {t('training.point', { x: asked[0].toFixed(2), y: asked[1].toFixed(2) })}
          </p>
        )}
        <Probabilities
          names={classes.names}
          values={asked ? probabilitiesOf(answer.value?.[classes.output], n) : []}
        />
      </div>
    </>
  );
}

export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

export function pointsOf(samples: Parameters<typeof valuesOf>[0]): readonly LabelledPoint[] {
  return Array.from({ length: samples.count }, (_, i) => {
    const [x = 0, y = 0] = valuesOf(samples, 'sample', i);
    return { x, y, label: valuesOf(samples, 'target', i)[0] ?? 0 };
  });
}

/** The centres of the surface's cells, row by row from the top. */
function gridOf(plane: Plane): Float32Array {
  const values = new Float32Array(COLUMNS * ROWS * 2);
  for (let i = 0; i < COLUMNS * ROWS; i++) {
    const column = (i % COLUMNS) + 0.5;
    const row = Math.floor(i / COLUMNS) + 0.5;
    values[i * 2] = plane.left + (column / COLUMNS) * (plane.right - plane.left);
    values[i * 2 + 1] = plane.top - (row / ROWS) * (plane.top - plane.bottom);
  }
  return values;
}

function Picture(props: {
  readonly plane: Plane;
  readonly points: readonly LabelledPoint[];
  readonly surface: Float32Array | null;
  readonly classes: number;
  readonly asked: readonly [number, number] | null;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly onAsk: (point: readonly [number, number]) => void;
}) {
  const { plane, points, surface, classes, asked, width, height } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useView((view) => view.theme);
  // The theme changes what the tokens resolve to
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const scale = window.devicePixelRatio || 1;
    element.width = Math.round(width * scale);
    element.height = Math.round(height * scale);
    context.scale(scale, scale);
    const size = { width, height };
    if (surface) drawSurface(context, surface, { columns: COLUMNS, rows: ROWS, classes }, size);
    drawPoints(context, plane, points, size);
    if (asked) drawMark(context, plane, asked, size);
  }, [plane, points, surface, classes, asked, width, height, theme]);
  const ask = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = plane.left + ((event.clientX - box.left) / width) * (plane.right - plane.left);
    const y = plane.top - ((event.clientY - box.top) / height) * (plane.top - plane.bottom);
    props.onAsk([x, y]);
  };
  const move = (event: KeyboardEvent<HTMLCanvasElement>) => {
    const step = (plane.right - plane.left) / 40;
    const [x, y] = asked ?? [(plane.left + plane.right) / 2, (plane.top + plane.bottom) / 2];
    const to = {
      ArrowLeft: [x - step, y],
      ArrowRight: [x + step, y],
      ArrowUp: [x, y + step],
      ArrowDown: [x, y - step],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    props.onAsk([to[0]!, to[1]!]);
  };
  return (
    <canvas
      ref={canvas}
      tabIndex={0}
      role="img"
      aria-label={props.label}
      className={styles.surface}
      onPointerDown={ask}
      onKeyDown={move}
    />
  );
}
