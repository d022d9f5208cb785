/** Try it: the way to question a network by hand that fits its data, live while it trains. */
import { lazy, type ReactNode, Suspense } from 'react';
import { datasetOf } from '../../../src/compiler/dataset-of';
import type { Document } from '../../../src/graph/document';
import { useWords } from '../i18n';
import { hasClasses } from '../my-classes/has-classes';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { world } from '../stores/world';
import { useRunControls } from '../training/run-controls';
import { useReady } from '../training/use-worker';
import { TryDigit } from './TryDigit';
import { TryFields } from './TryFields';
import { TryGenerator } from './TryGenerator';
import styles from './TryIt.module.css';
import { TryPlane } from './TryPlane';
import { TryReconstruction } from './TryReconstruction';

// With the camera and its own styles, for the documents that it is for.
const MyClasses = lazy(async () => ({
  default: (await import('../my-classes/MyClasses')).MyClasses,
}));

type Way = 'digit' | 'plane' | 'fields' | 'generator' | 'reconstruction';

const ways: Readonly<Record<Way, () => ReactNode>> = {
  digit: () => <TryDigit />,
  plane: () => <TryPlane />,
  fields: () => <TryFields />,
  generator: () => <TryGenerator />,
  reconstruction: () => <TryReconstruction />,
};

export function TryPanel() {
  const t = useWords();
  const ready = useReady();
  const trained = useRun((run) => run.startedAt !== null);
  const { errors } = useRunControls();
  const way = useDocument((state) => wayOf(state.document));
  const isOwn = useDocument((state) => hasClasses(state.document));
  if (isOwn) {
    return (
      <Suspense fallback={null}>
        <MyClasses />
      </Suspense>
    );
  }
  if (!way) return <p className={styles.empty}>{t('training.tryNothing')}</p>;
  if (!ready) {
    const text = errors.length > 0 ? 'training.tryMend' : 'training.tryEmpty';
    return <p className={styles.empty}>{t(text)}</p>;
  }
  return (
    <div className={styles.panel}>
      {!trained && <p className={styles.note}>{t('training.untrained')}</p>}
      <div className={styles.body}>{ways[way]()}</div>
    </div>
  );
}

/** By procedure where that says what the network is for, else by the shape of its samples. */
export function wayOf(document: Document): Way | null {
  const procedure = document.training?.phases.at(-1)?.procedure;
  if (procedure === 'adversarial') return 'generator';
  if (procedure === 'contrastive-divergence') return 'reconstruction';
  const { sample, target } = datasetOf(document.data, world)?.columns ?? {};
  if (!sample) return null;
  const [first] = sample.shape;
  if (sample.shape.length === 3 && first === 28) return 'digit';
  if (sample.shape.length !== 1 || first === undefined || first === null) return null;
  const isPlane =
    first === 2 && target?.classes && !sample.features?.some(({ classes }) => classes);
  return isPlane ? 'plane' : first <= 32 ? 'fields' : null;
}
