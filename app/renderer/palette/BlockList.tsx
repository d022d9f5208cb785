/** The blocks of this document, then those that any document can take: drag one, or press Enter, to place it. */
import { MAIN, NETWORK_KIND } from '../../../src/graph/document';
import { networkNames, placementsOf, wouldPlaceItself } from '../../../src/graph/network';
import { insertBlock } from '../canvas/commands';
import { Tile } from '../controls/Tile';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { useShownNetwork } from '../stores/shown';
import { startDrag } from './drag';
import { Library } from './Library';
import styles from './palette.module.css';
import { onRowKey } from './row-keys';

export function BlockList() {
  return (
    <>
      <DocumentBlocks />
      <Library />
      <hr className={styles.rule} />
    </>
  );
}

/** Networks that are placed or may be: not the ones that training names. */
function useBlocks(): readonly string[] {
  const document = useDocument((state) => state.document);
  const slots = new Set(
    document.training?.phases.flatMap((phase) => Object.values(phase.networks)),
  );
  return networkNames(document).filter((name) => name !== MAIN && !slots.has(name));
}

function DocumentBlocks() {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const { name: host } = useShownNetwork();
  const blocks = useBlocks();
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
              onDragStart={(event) => startDrag(event.dataTransfer, { kind: NETWORK_KIND, block })}
              onClick={() => insertBlock(block)}
              onKeyDown={onRowKey}
            >
              <Tile group="Block" />
              <span className={styles.name}>{block}</span>
              <span className={styles.after}>× {placementsOf(document, block).length}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
