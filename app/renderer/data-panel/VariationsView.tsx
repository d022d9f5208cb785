/** A sample before a step that augments and several times after it, by the code that varies training batches. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Variations } from '../../../src/runtime/data-protocol';
import { formatCount } from '../controls/format';
import { IconButton } from '../controls/IconButton';
import { useWords } from '../i18n';
import { useDocument } from '../stores/document';
import { PixelView } from '../training/PixelView';
import { pictureSize } from '../training/picture';
import { useAnswer } from '../training/use-worker';
import styles from './DataPanel.module.css';
import { askData } from './data-client';
import { Lines } from './Lines';
import { cellText } from './sample-form';

const DRAWN = 6;

export function VariationsView({ step }: { readonly step: string }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const { data, networks } = document;
  const [index, setIndex] = useState(0);
  const { value, error } = useAnswer(
    () => askData({ type: 'variations', document, step, index, count: DRAWN }),
    [data, networks, step, index],
  );
  return (
    <section className={styles.variations} aria-label={t('dataPanel.variations')}>
      <h3>
        {t('dataPanel.variations')}
        <IconButton
          icon={ChevronLeft}
          label={t('dataPanel.sampleBefore')}
          disabled={index === 0}
          onClick={() => setIndex((n) => n - 1)}
        />
        <span className={styles.quiet}>{formatCount(index + 1)}</span>
        <IconButton
          icon={ChevronRight}
          label={t('dataPanel.sampleAfter')}
          onClick={() => setIndex((n) => n + 1)}
        />
      </h3>
      {error && (
        <p role="alert" className={styles.bad}>
          {error}
        </p>
      )}
      {value && !error && <Drawn variations={value} />}
    </section>
  );
}

function Drawn({ variations }: { readonly variations: Variations }) {
  const t = useWords();
  const { before, after } = variations;
  const all = [before, ...after];
  return (
    <ul data-form={formOf(variations)}>
      {all.map((values, i) => (
        <li key={i}>
          <One variations={variations} values={values} />
          <span className={styles.caption}>{i === 0 ? t('dataPanel.before') : formatCount(i)}</span>
        </li>
      ))}
    </ul>
  );
}

function formOf({ words, shape }: Variations): 'words' | 'picture' | 'series' | 'row' {
  if (words) return 'words';
  if (shape.length === 3) return 'picture';
  return shape.length === 2 || (shape[0] ?? 0) > 24 ? 'series' : 'row';
}

function One({
  variations,
  values,
}: {
  readonly variations: Variations;
  readonly values: Float32Array;
}) {
  const t = useWords();
  const { shape, range, before, words = [] } = variations;
  const form = formOf(variations);
  if (form === 'words') {
    return (
      <p className={styles.tokens}>
        {[...values].map((token, i) =>
          token === 0 ? null : (
            <span key={i} data-changed={token !== before[i] || undefined}>
              {words[token] ?? token}{' '}
            </span>
          ),
        )}
      </p>
    );
  }
  if (form === 'picture' && pictureSize(shape)) {
    return (
      <PixelView
        values={values}
        shape={shape}
        range={range}
        size={84}
        label={t('dataPanel.variations')}
      />
    );
  }
  if (form === 'series') {
    return (
      <Lines
        values={values}
        shape={shape}
        height={64}
        before={values === before ? undefined : before}
      />
    );
  }
  return (
    <p className={styles.tokens}>
      {[...values].map((value) => cellText(Number(value.toPrecision(4)))).join(' · ')}
    </p>
  );
}
