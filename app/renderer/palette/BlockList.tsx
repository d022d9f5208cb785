/** The blocks of this document: drag one, or press Enter, to place it. */
import { MAIN, NETWORK_KIND } from '../../../src/graph/document';
import { connect } from '../../../src/graph/edits/edges';
import { addNode } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { networkNames, placementsOf, wouldPlaceItself } from '../../../src/graph/network';
import { selectedNodes, shownNetwork } from '../actions/context';
import { Tile } from '../controls/Tile';
import { useWords, words } from '../i18n/index';
import { documentStore, useDocument } from '../stores/document';
import { useShownNetwork } from '../stores/shown';
import { viewStore } from '../stores/view';
import { startDrag } from './kinds';
import styles from './palette.module.css';

/** Places a block behind the selected node and connects it. */
function placeBlock(block: string): void {
  const { name, network } = shownNetwork();
  const after = selectedNodes().at(-1);
  const anchor = after ?? network.nodes.at(-1);
  const position = anchor ? { x: anchor.position.x + 210, y: anchor.position.y } : { x: 0, y: 0 };
  const { dispatch } = documentStore().getState();
  let placed: string | undefined;
  dispatch(
    (before) => {
      const added = addNode(before, name, {
        kind: NETWORK_KIND,
        position,
        id: block,
        config: { network: block },
      });
      placed = added.networks[name]?.nodes.at(-1)?.id;
      return after && placed ? connect(added, name, { source: after.id, target: placed }) : added;
    },
    commit(words('panels.placeBlock', { name: block })),
  );
  if (placed) viewStore.getState().select([placed]);
}

export function BlockList() {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const { name: host } = useShownNetwork();
  const slots = new Set(
    document.training?.phases.flatMap((phase) => Object.values(phase.networks)),
  );
  const blocks = networkNames(document).filter((name) => name !== MAIN && !slots.has(name));
  if (blocks.length === 0) return null;
  return (
    <>
      <div className={styles.section}>
        {t('panels.blocks')} <span>{blocks.length}</span>
      </div>
      <ul>
        {blocks.map((block) => (
          <li key={block}>
            <button
              type="button"
              className={styles.kind}
              draggable
              data-row
              disabled={wouldPlaceItself(document, host, block)}
              onDragStart={(event) => startDrag(event.dataTransfer, NETWORK_KIND, block)}
              onClick={() => placeBlock(block)}
            >
              <Tile group="Block" />
              <span className={styles.name}>{block}</span>
              <span className={styles.after}>× {placementsOf(document, block).length}</span>
            </button>
          </li>
        ))}
      </ul>
      <hr className={styles.rule} />
    </>
  );
}
