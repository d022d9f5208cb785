/** What the generator makes now, over the modes of the data it learns from. */
import { RefreshCw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../controls/Button';
import { useWords } from '../i18n';
import { useView } from '../stores/view';
import { useSize } from '../training/use-size';
import { useAnswer, useModelPulse } from '../training/use-worker';
import { runClient } from '../worker-client';
import { centres, modesFound } from './modes';
import { drawPoints, planeAround } from './plane-drawing';
import styles from './TryIt.module.css';
import { type LabelledPoint, pointsOf } from './TryPlane';
import { useRaw } from './use-raw';

const COUNT = 512;
/** Enough of the data to see its modes. */
const SHOWN = 1200;

export function TryGenerator() {
  const t = useWords();
  const raw = useRaw();
  const pulse = useModelPulse();
  const size = useSize();
  const [again, setAgain] = useState(0);
  const generated = useAnswer(() => runClient.generate(COUNT), [pulse, again]);
  const data = useMemo(() => (raw ? pointsOf(raw.train).slice(0, SHOWN) : []), [raw]);
  const modes = useMemo(() => centres(raw ? pointsOf(raw.train) : []), [raw]);
  const points = useMemo(() => pairs(generated.value?.values), [generated.value]);
  const found = modesFound(modes, points);
  return (
    <>
      <section className={styles.planeColumn} aria-label={t('training.generatedPoints')}>
        <h3>
          {t('training.generatedPoints')} <span>{t('training.generatedHelp')}</span>
        </h3>
        <div ref={size.ref} className={styles.plane}>
          <Scatter data={data} points={points} width={size.width} height={size.height} />
        </div>
      </section>
      <div className={styles.narrow}>
        <p className={styles.answer} aria-live="polite">
          {points.length > 0 && <b>{t('training.modesFound', { found, total: modes.length })}</b>}
        </p>
        <Button icon={RefreshCw} onClick={() => setAgain((n) => n + 1)}>
          {t('training.generateAgain')}
        </Button>
        {generated.error && <p role="alert">{generated.error}</p>}
      </div>
    </>
  );
}

function pairs(values: Float32Array | undefined): readonly LabelledPoint[] {
  return Array.from({ length: (values?.length ?? 0) >> 1 }, (_, i) => ({
    x: values![i * 2]!,
    y: values![i * 2 + 1]!,
    label: 1,
  }));
}

function Scatter(props: {
  readonly data: readonly LabelledPoint[];
  readonly points: readonly LabelledPoint[];
  readonly width: number;
  readonly height: number;
}) {
  const t = useWords();
  const { data, points, width, height } = props;
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
    const plane = planeAround(data, width / height);
    context.globalAlpha = 0.28;
    drawPoints(
      context,
      plane,
      data.map((p) => ({ ...p, label: 0 })),
      { width, height, radius: 2 },
    );
    context.globalAlpha = 1;
    drawPoints(context, plane, points, { width, height, radius: 2 });
  }, [data, points, width, height, theme]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t('training.generatedHelp')}
      className={styles.surface}
    />
  );
}
