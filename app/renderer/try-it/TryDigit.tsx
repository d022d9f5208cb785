/** Draw a digit or take one of the validation set, and see what the network makes of it. */
import { Eraser } from 'lucide-react';
import { useState } from 'react';
import type { SampleView } from '../../../src/runtime/protocol';
import { Button } from '../controls/Button';
import { useWords } from '../i18n';
import { useView } from '../stores/view';
import { PixelView } from '../training/PixelView';
import { useSample } from '../training/use-worker';
import { useClasses, usePreparedAnswer, useRawAnswer } from './asked';
import { DrawPad } from './DrawPad';
import { Probabilities } from './Probabilities';
import { indexOfMost, probabilitiesOf } from './probabilities';
import { SamplePicker } from './SamplePicker';
import styles from './TryIt.module.css';

export function TryDigit() {
  const t = useWords();
  const classes = useClasses();
  const index = useView((view) => view.sample);
  const [drawn, setDrawn] = useState<Float32Array | null>(null);
  const [sheet, setSheet] = useState(0);
  const sample = useSample('validation', index).value;
  const prepared = usePreparedAnswer(drawn ? null : inputsOf(sample));
  const raw = useRawAnswer(drawn);
  const answer = drawn ? raw : prepared;
  const clear = () => {
    setDrawn(null);
    setSheet((n) => n + 1);
  };
  if (!classes) return null;
  const output = answer.value?.[classes.output];
  const target = sample?.targets[classes.output];
  return (
    <>
      <section className={styles.column} aria-label={t('training.draw')}>
        <h3>{t('training.draw')}</h3>
        <DrawPad key={sheet} label={t('training.draw')} onDraw={setDrawn} />
        <Button icon={Eraser} disabled={!drawn} onClick={clear}>
          {t('training.clear')}
        </Button>
      </section>
      <section className={styles.column} aria-label={t('training.asSeen')}>
        <h3>{t('training.asSeen')}</h3>
        {drawn ? (
          <PixelView
            values={drawn}
            shape={[28, 28, 1]}
            range={[0, 255]}
            size={168}
            label={t('training.asSeen')}
          />
        ) : (
          sample && <FirstInput sample={sample} label={t('training.asSeen')} />
        )}
        <SamplePicker onPick={clear} />
      </section>
      <Probabilities
        names={classes.names}
        values={probabilitiesOf(output, classes.names.length)}
        target={drawn || !target ? undefined : targetIndex(target)}
      />
      {answer.error && <p role="alert">{answer.error}</p>}
    </>
  );
}

/** A one-hot target's place, or a class number. */
export function targetIndex(target: Float32Array): number {
  return target.length === 1 ? Math.round(target[0]!) : indexOfMost(target);
}

const inputs = new WeakMap<SampleView, Readonly<Record<string, Float32Array>>>();

/** The sample's values by Input id, the same object for the same sample. */
export function inputsOf(sample: SampleView | null): Readonly<Record<string, Float32Array>> | null {
  if (!sample) return null;
  let values = inputs.get(sample);
  if (!values) {
    const all = Object.entries(sample.inputs).map(([id, input]) => [id, input.values] as const);
    values = Object.fromEntries(all);
    inputs.set(sample, values);
  }
  return values;
}

export function FirstInput(props: { readonly sample: SampleView; readonly label: string }) {
  const input = Object.values(props.sample.inputs)[0];
  if (!input) return null;
  return <PixelView values={input.values} shape={input.shape} size={168} label={props.label} />;
}
