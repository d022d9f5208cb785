/** Blocks that any document can take, on shelves that stay folded until somebody asks for them. */
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { NETWORK_KIND } from '../../../src/graph/document';
import { formatBytes } from '../controls/format';
import { Tile } from '../controls/Tile';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { useShownNetwork } from '../stores/shown';
import { world } from '../stores/world';
import {
  blockDoc,
  blockKey,
  blockName,
  forgetBlock,
  type LibraryBlock,
  ownBlocks,
  shippedBlocks,
} from './block-library';
import { startDrag } from './drag';
import { Fold } from './Fold';
import styles from './palette.module.css';
import { placeLibraryBlock, wouldPlaceHost } from './place-block';
import { onRowKey } from './row-keys';

const plain = shippedBlocks.filter(({ shelf }) => shelf === 'blocks');
const backbones = shippedBlocks.filter(({ shelf }) => shelf === 'backbones');

export function Library() {
  const t = useWords();
  const own = useStore(ownBlocks, ({ blocks }) => blocks);
  return (
    <>
      <Shelf name={t('panels.blockLibrary')} blocks={[...own, ...plain]} />
      <Shelf name={t('panels.backbones')} blocks={backbones} />
    </>
  );
}

function Shelf(props: { readonly name: string; readonly blocks: readonly LibraryBlock[] }) {
  return (
    <Fold name={props.name} count={props.blocks.length}>
      {props.blocks.map((block) => (
        <LibraryRow key={blockKey(block)} block={block} />
      ))}
    </Fold>
  );
}

export function LibraryRow(props: {
  readonly block: LibraryBlock;
  readonly first?: boolean;
  readonly onPlace?: () => void;
}) {
  const { block } = props;
  const t = useWords();
  const document = useDocument((state) => state.document);
  const { name: host } = useShownNetwork();
  const isOwn = block.shelf === 'own';
  const bytes = isOwn ? undefined : world.weights?.get(block.id)?.bytes;
  return (
    <li className={styles.libraryRow}>
      <button
        type="button"
        className={styles.kind}
        draggable
        data-row
        data-first={props.first || undefined}
        title={blockDoc(t, block)}
        disabled={wouldPlaceHost(document, host, block)}
        onDragStart={(event) =>
          startDrag(event.dataTransfer, { kind: NETWORK_KIND, library: blockKey(block) })
        }
        onClick={() => {
          void placeLibraryBlock(block);
          props.onPlace?.();
        }}
        onKeyDown={onRowKey}
      >
        <Tile group="Block" />
        <span className={styles.name}>{blockName(t, block)}</span>
        {isOwn && <span className={styles.after}>{t('panels.ownBlock')}</span>}
        {bytes !== undefined && <span className={styles.after}>{formatBytes(bytes)}</span>}
      </button>
      {isOwn && (
        <button
          type="button"
          className={styles.forget}
          aria-label={t('panels.forgetBlock', { name: block.id })}
          onClick={() => forgetBlock(block.id)}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </li>
  );
}
