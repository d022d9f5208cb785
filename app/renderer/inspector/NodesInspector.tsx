/** Several nodes: the parameters that all of them have; one edit changes all, in one undo step. */
import { layerByKind } from '../../../src/compiler/layers/all';
import type { Node } from '../../../src/graph/document';
import { formatCount } from '../controls/format';
import { useWords } from '../i18n/index';
import { kindName, paramName } from '../i18n/names';
import { useFacts } from '../stores/facts';
import { useRun } from '../stores/run';
import { useShownNetwork } from '../stores/shown';
import styles from './inspector.module.css';
import { changeNodes, commonParams, fieldState } from './node-fields';
import { ParamFields } from './ParamFields';
import { Section } from './Section';

export function NodesInspector({
  nodes,
  network,
}: {
  readonly nodes: readonly Node[];
  readonly network: string;
}) {
  const t = useWords();
  const facts = useFacts();
  const phase = useRun((run) => (run.preparing ? 'idle' : run.state.phase));
  const scope = useShownNetwork().network.parameters ?? {};
  const params = commonParams(nodes.map((node) => layerByKind(node.kind)?.params ?? {}));
  const kinds = [...new Set(nodes.map((node) => kindName(t, node.kind)))];
  const total = nodes.reduce((sum, { id }) => sum + (facts.nodes.get(id)?.parameters ?? 0), 0);
  const ids = nodes.map(({ id }) => id);
  return (
    <>
      <div className={styles.head} style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <div className={styles.title}>
          <h2>{t('panels.selected', { count: nodes.length })}</h2>
        </div>
      </div>
      <p className={styles.doc}>{kinds.join(t('panels.listComma'))}</p>
      <Section title={t('panels.commonParameters')}>
        {Object.keys(params).length === 0 ? (
          <p className={styles.muted}>{t('panels.nothingInCommon')}</p>
        ) : (
          <ParamFields
            params={params}
            stateOf={(name, param) =>
              fieldState({
                nodes,
                params,
                scope,
                name,
                param,
                isTraining: phase === 'running' || phase === 'compiling',
                t,
              })
            }
            expressions
            onChange={(name, value, gesture) =>
              changeNodes(
                network,
                ids,
                { name, value, label: t('panels.change', { name: paramName(t, name) }) },
                gesture && `${network}/${ids.join()}/${name}/${gesture}`,
              )
            }
          />
        )}
      </Section>
      <Section title={t('panels.cost')}>
        <dl className={styles.facts}>
          <div>
            <dt>{t('panels.weights')}</dt>
            <dd>{formatCount(total)}</dd>
          </div>
        </dl>
      </Section>
    </>
  );
}
