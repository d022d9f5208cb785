/** The samples of one cell of the confusion matrix; choosing one shows it on the canvas and in Try it. */
import type { Confusion, SampleView } from '../../../src/runtime/protocol';
import { useWords } from '../i18n';
import { viewStore } from '../stores/view';
import { PixelView } from '../training/PixelView';
import { pictureSize } from '../training/picture';
import { useSample } from '../training/use-worker';
import styles from './Evaluate.module.css';

export function CellSamples(props: { readonly confusion: Confusion; readonly cell: number }) {
  const t = useWords();
  const { classes, counts, samples } = props.confusion;
  const n = classes.length;
  const shown = samples[props.cell] ?? [];
  return (
    <section className={styles.samples} aria-live="polite">
      <h3>
        {t(shown.length > 0 ? 'training.cellSamples' : 'training.cellNone', {
          actual: classes[Math.floor(props.cell / n)] ?? '',
          predicted: classes[props.cell % n] ?? '',
          count: counts[props.cell] ?? 0,
          shown: shown.length,
        })}
      </h3>
      <ul>
        {shown.map((index) => (
          <li key={index}>
            <SampleButton index={index} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SampleButton({ index }: { readonly index: number }) {
  const t = useWords();
  const { value } = useSample('validation', index);
  const label = t('training.sampleNumber', { number: (index + 1).toLocaleString('en-US') });
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => viewStore.getState().set({ sample: index, dockTab: 'try' })}
    >
      {value && <Thumbnail sample={value} label={label} size={44} />}
    </button>
  );
}

/** A sample's first input: a picture where it is one, its numbers otherwise. */
export function Thumbnail(props: {
  readonly sample: SampleView;
  readonly label: string;
  readonly size: number;
}) {
  const input = Object.values(props.sample.inputs)[0];
  if (!input) return null;
  if (pictureSize(input.shape)) {
    return (
      <PixelView values={input.values} shape={input.shape} size={props.size} label={props.label} />
    );
  }
  return (
    <span className={styles.numbers}>
      {[...input.values.slice(0, 4)].map((value) => value.toFixed(1)).join(' ')}
    </span>
  );
}
