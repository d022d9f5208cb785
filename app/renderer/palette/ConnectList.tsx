/** Every node that may follow, numbered, and why the others may not: connecting without a pointer. */
import { layerByKind } from '../../../src/compiler/layers/all';
import type { Network, Node } from '../../../src/graph/document';
import { connect } from '../../../src/graph/edits/edges';
import { commit } from '../../../src/graph/history';
import { edgesInto, wouldCycle } from '../../../src/graph/topology';
import { useWords } from '../i18n/index';
import { documentStore } from '../stores/document';
import { useShownNetwork } from '../stores/shown';
import styles from './palette.module.css';

export function ConnectList(props: {
  readonly source: string;
  readonly network: string;
  readonly onDone: () => void;
}) {
  const t = useWords();
  const { network } = useShownNetwork();
  const others = network.nodes.filter((node) => node.id !== props.source);
  const reasons = {
    cycle: t('panels.wouldCycle'),
    noInput: t('panels.takesNoInput'),
    there: t('panels.isConnected'),
  };
  return (
    <ul aria-label={t('panels.connectTo', { id: props.source })}>
      {others.map((node, index) => {
        const verdict = verdictOf(network, props.source, node);
        return (
          <li key={node.id}>
            <button
              type="button"
              className={styles.kind}
              disabled={verdict !== 'fits'}
              onClick={() => {
                const replace = (layerByKind(node.kind)?.inputs.max ?? 1) === 1;
                documentStore()
                  .getState()
                  .dispatch(
                    (before) =>
                      connect(before, props.network, {
                        source: props.source,
                        target: node.id,
                        replace,
                      }),
                    commit(t('panels.connect')),
                  );
                props.onDone();
              }}
            >
              <span className={styles.name}>
                {index + 1}. {node.id}
              </span>
              {verdict !== 'fits' && <span className={styles.after}>{reasons[verdict]}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function verdictOf(
  network: Network,
  source: string,
  node: Node,
): 'fits' | 'cycle' | 'noInput' | 'there' {
  if (layerByKind(node.kind)?.inputs.max === 0) return 'noInput';
  if (edgesInto(network, node.id).some((edge) => edge.source === source)) return 'there';
  return wouldCycle(network, source, node.id) ? 'cycle' : 'fits';
}
