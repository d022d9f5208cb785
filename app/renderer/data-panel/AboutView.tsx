/** Whose data it is and where it comes from. */
import { FILES } from '../../../src/compiler/files';
import type { DatasetSpec } from '../../../src/compiler/world';
import { useWords } from '../i18n';
import { thingDoc, thingName } from '../i18n/names';
import styles from './DataPanel.module.css';
import { KeptFiles } from './KeptFiles';

export function AboutView({ spec }: { readonly spec: DatasetSpec }) {
  const t = useWords();
  return (
    <section className={styles.about}>
      <h3>{thingName(t, 'dataset', spec.id)}</h3>
      <p>{thingDoc(t, 'dataset', spec.id, spec.doc)}</p>
      {spec.id !== FILES && (
        <dl>
          <dt>{t('training.licence')}</dt>
          <dd>{spec.licence}</dd>
          <dt>{t('training.citation')}</dt>
          <dd>{spec.citation}</dd>
          <dt>{t('training.source')}</dt>
          <dd>{spec.source}</dd>
        </dl>
      )}
      <KeptFiles />
    </section>
  );
}
