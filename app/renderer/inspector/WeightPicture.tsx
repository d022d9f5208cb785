/** The kernel of a node as pictures, as it is now; values go from the run store straight to a canvas element. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { WeightSpec } from '../../../src/compiler/layer';
import type { Probe } from '../../../src/runtime/protocol';
import { colourTables } from '../canvas/faces/colours';
import { IconButton } from '../controls/IconButton';
import { useWords } from '../i18n/index';
import { runStore } from '../stores/run';
import { useView } from '../stores/view';
import styles from './inspector.module.css';
import { drawWeights, type PictureForm, pictureForm } from './weight-picture';

/** The weight that is worth a picture: the kernel, else the first that has a form. */
export function pictured(
  weights: readonly WeightSpec[],
): { readonly name: string; readonly form: PictureForm } | null {
  for (const { name, shape } of weights) {
    const form = pictureForm(name, shape);
    if (form) return { name, form };
  }
  return null;
}

export function WeightPicture(props: {
  /** As the worker names it: `placement.0.node` inside a block. */
  readonly probe: string;
  readonly weight: string;
  readonly form: PictureForm;
}) {
  const { probe, weight, form } = props;
  const t = useWords();
  const [chosen, setChosen] = useState(0);
  const map = Math.min(chosen, form.maps - 1);
  const theme = useView((view) => view.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = painter(canvas.current, { probe, weight, form, map });
    // The tokens of a theme are known a frame after it was chosen.
    const frame = requestAnimationFrame(() => paint(theme));
    const stop = runStore.subscribe(() => paint());
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [probe, weight, form, map, theme]);
  const label =
    form.type === 'matrix'
      ? t('panels.matrixPicture', { name: weight, rows: form.rows, columns: form.columns })
      : form.maps > 1
        ? t('panels.kernelsOfMap', { number: map + 1 })
        : t('panels.kernels');
  return (
    <figure className={styles.weights}>
      <figcaption>
        <span>{label}</span>
        {form.maps > 1 && (
          <span className={styles.steps}>
            <IconButton
              icon={ChevronLeft}
              label={t('panels.previousMap')}
              disabled={map === 0}
              onClick={() => setChosen(map - 1)}
            />
            <IconButton
              icon={ChevronRight}
              label={t('panels.nextMap')}
              disabled={map === form.maps - 1}
              onClick={() => setChosen(map + 1)}
            />
          </span>
        )}
      </figcaption>
      <canvas ref={canvas} role="img" aria-label={label} width={form.width} height={form.height} />
      {form.shown < form.planes && (
        <small>{t('panels.firstOf', { shown: form.shown, count: form.planes })}</small>
      )}
    </figure>
  );
}

interface Wanted {
  readonly probe: string;
  readonly weight: string;
  readonly form: PictureForm;
  readonly map: number;
}

/** Draws when the values are others than last time, or when `reason` says so. */
function painter(canvas: HTMLCanvasElement | null, { probe, weight, form, map }: Wanted) {
  let drawn: Probe | undefined;
  return (reason?: string) => {
    const found = runStore
      .getState()
      .probes.get(probe)
      ?.find((one) => one.of === 'weight' && one.weight === weight);
    const context = found && canvas?.getContext('2d');
    if (!found || !context || (found === drawn && reason === undefined)) return;
    drawn = found;
    const { width, height, data } = drawWeights(form, found.values, map, colourTables());
    const bytes = new Uint8ClampedArray(width * height * 4);
    new Uint32Array(bytes.buffer).set(data);
    context.putImageData(new ImageData(bytes, width, height), 0, 0);
  };
}
