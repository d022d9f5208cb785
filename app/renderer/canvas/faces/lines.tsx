/** The two lines of Input and Output cards, which speak of the shown sample. */

import { formatCount, formatMeasured } from '../../controls/format';
import { useWords } from '../../i18n';
import { choiceName, thingName } from '../../i18n/names';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import { useView } from '../../stores/view';
import { className, largest, useActivation, useSample } from './probes';

type Styles = Readonly<Record<string, string>>;

export function SampleLines({ styles }: { readonly id: string; readonly styles: Styles }) {
  const t = useWords();
  const dataset = useDocument(({ document }) => document.data?.dataset ?? '');
  const faces = useView((view) => view.faces);
  const data = useRun((run) => run.data);
  const sample = useSample();
  const [output, target] = Object.entries(sample?.targets ?? {})[0] ?? [];
  const label =
    output === undefined || target === undefined
      ? ''
      : target.length === 1
        ? formatMeasured(target[0] ?? 0)
        : className(output, largest(target));
  return (
    <>
      <div className={styles.line}>
        <span>{dataset !== '' && thingName(t, 'dataset', dataset)}</span>
        <span>
          {label !== '' && faces !== 'structure' && t('canvas.targetIs', { name: label })}
        </span>
      </div>
      <div className={styles.foot}>
        <span>
          {data &&
            t('canvas.trainAndValidation', {
              train: formatCount(data.train),
              validation: formatCount(data.validation),
            })}
        </span>
      </div>
    </>
  );
}

export function OutputLines(props: {
  readonly id: string;
  readonly loss: string;
  readonly styles: Styles;
}) {
  const { id, loss, styles } = props;
  const t = useWords();
  const classes = useRun((run) => run.data?.classes[id]?.length);
  const values = useActivation(id)?.values;
  const target = useSample()?.targets[id];
  const value =
    values && target && /crossentropy/i.test(loss) ? crossEntropy(values, target) : null;
  return (
    <>
      <div className={styles.line}>
        <span title={choiceName(t, loss)}>
          {/crossentropy/i.test(loss) ? t('canvas.crossEntropy') : choiceName(t, loss)}
        </span>
        <span>{value?.toFixed(4)}</span>
      </div>
      <div className={styles.foot}>
        <span>{classes !== undefined && t('canvas.classCount', { count: classes })}</span>
      </div>
    </>
  );
}

/** −ln of the probability of the target class; `null` where the answer is no distribution. */
function crossEntropy(values: Float32Array, target: Float32Array): number | null {
  if (values.length < 2) return null;
  const index = target.length === 1 ? target[0]! : largest(target);
  const p = values[index];
  return p === undefined || p < 0 ? null : -Math.log(Math.max(p, 1e-7));
}
