/** The blocks of this document and those of the library: drag one of the former, or press Enter, to place it. */
import { ChevronDown, ChevronRight, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { MAIN, NETWORK_KIND } from '../../../src/graph/document';
import { networkNames, placementsOf, wouldPlaceItself } from '../../../src/graph/network';
import { Tile } from '../controls/Tile';
import { type Key, useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { useShownNetwork } from '../stores/shown';
import {
  forgetBlock,
  type LibraryBlock,
  loadShippedBlocks,
  ownBlocks,
  shippedBlockCount,
} from './block-library';
import { startDrag } from './kinds';
import styles from './palette.module.css';
import { placeBlock, placeLibraryBlock, wouldPlaceHost } from './place-block';
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
              onDragStart={(event) => startDrag(event.dataTransfer, NETWORK_KIND, block)}
              onClick={() => placeBlock(block)}
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

/** Folded until it is asked for: the files of the blocks that ship come then. */
function Library() {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const own = useStore(ownBlocks, ({ blocks }) => blocks);
  const [shipped, setShipped] = useState<readonly LibraryBlock[]>([]);
  useEffect(() => {
    if (open) void loadShippedBlocks().then(setShipped);
  }, [open]);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <section>
      <button
        type="button"
        className={styles.group}
        aria-expanded={open}
        data-row
        onClick={() => setOpen(!open)}
        onKeyDown={onRowKey}
      >
        <Icon size={14} aria-hidden />
        {t('panels.blockLibrary')}
        {!open && <span className={styles.count}>{own.length + shippedBlockCount}</span>}
      </button>
      {open && (
        <ul>
          {[...own, ...shipped].map((block) => (
            <LibraryRow key={`${block.isOwn} ${block.id}`} block={block} />
          ))}
        </ul>
      )}
    </section>
  );
}

function LibraryRow({ block }: { readonly block: LibraryBlock }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const { name: host } = useShownNetwork();
  // A file of the library is a key of the area `blocks`; a test holds that each one is.
  const name = block.isOwn ? block.id : t(`blocks.${block.id}` as Key);
  const doc = block.isOwn ? '' : t(`blocks.${block.id}Doc` as Key);
  return (
    <li className={styles.libraryRow}>
      <button
        type="button"
        className={styles.kind}
        data-row
        title={doc}
        disabled={wouldPlaceHost(document, host, block)}
        onClick={() => placeLibraryBlock(block)}
        onKeyDown={onRowKey}
      >
        <Tile group="Block" />
        <span className={styles.name}>{name}</span>
        {block.isOwn && <span className={styles.after}>{t('panels.ownBlock')}</span>}
      </button>
      {block.isOwn && (
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
