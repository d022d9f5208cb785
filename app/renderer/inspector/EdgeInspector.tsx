/** An edge: what flows along it, by how many steps it is delayed, and cutting it. */
import { ArrowRight, Unplug } from 'lucide-react';
import type { Edge } from '../../../src/graph/document';
import { disconnect, setDelay } from '../../../src/graph/edits/edges';
import { commit, merge } from '../../../src/graph/history';
import { Button } from '../controls/Button';
import { formatShape } from '../controls/format';
import { NumberField } from '../controls/NumberField';
import { useWords } from '../i18n/index';
import { documentStore } from '../stores/document';
import { useFacts } from '../stores/facts';
import { viewStore } from '../stores/view';
import styles from './inspector.module.css';
import { Section } from './Section';

export function EdgeInspector({
  edge,
  network,
}: {
  readonly edge: Edge;
  readonly network: string;
}) {
  const t = useWords();
  const shape = useFacts().nodes.get(edge.source)?.output;
  const { dispatch } = documentStore().getState();
  return (
    <>
      <div className={styles.head} style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <div className={styles.title}>
          <h2>{t('panels.edge')}</h2>
        </div>
      </div>
      <p className={styles.doc}>
        {t('panels.edgeFromTo', { source: edge.source, target: edge.target })}
      </p>
      <section className={styles.section} aria-label={t('panels.shapes')}>
        <div className={styles.shapes}>
          <div>
            <small>{edge.source}</small>
            <code>{shape ? formatShape(shape) : '?'}</code>
          </div>
          <ArrowRight size={15} aria-hidden />
          <div>
            <small>{edge.target}</small>
            <code>{t('panels.place', { number: edge.index + 1 })}</code>
          </div>
        </div>
      </section>
      <Section title={t('panels.delay')}>
        <NumberField
          label={t('panels.delay')}
          value={edge.delay ?? 0}
          min={0}
          max={1000}
          integer
          unit={t('panels.steps')}
          help={t('panels.delayHelp')}
          onChange={(value, gesture) => {
            if (typeof value !== 'number') return;
            const label = t('panels.delay');
            dispatch(
              (document) => setDelay(document, network, edge, value),
              gesture ? merge(gesture, label) : commit(label),
            );
          }}
        />
        <div className={styles.actions}>
          <Button
            icon={Unplug}
            onClick={() => {
              dispatch(
                (document) => disconnect(document, network, [edge]),
                commit(t('panels.disconnect')),
              );
              viewStore.getState().select([]);
            }}
          >
            {t('panels.disconnect')}
          </Button>
        </div>
      </Section>
    </>
  );
}
