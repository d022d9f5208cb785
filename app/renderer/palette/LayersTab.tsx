/** Layers by group: drag one to the canvas, or press Enter to add it behind the selection, connected. */
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { insertLayer } from '../canvas/commands';
import { Kbd } from '../controls/Kbd';
import { Tile } from '../controls/Tile';
import { useWords } from '../i18n/index';
import { groupName, kindDoc } from '../i18n/names';
import { useView } from '../stores/view';
import { BlockList } from './BlockList';
import { type FoundBlock, findableBlocks, ownBlocks } from './block-library';
import { startDrag } from './drag';
import { Fold } from './Fold';
import { byGroup, type Kind, type KindGroup, paletteKinds } from './kinds';
import { LibraryRow } from './Library';
import styles from './palette.module.css';
import { placeLibraryBlock } from './place-block';
import { focusRow, onRowKey } from './row-keys';
import { search, suggestion } from './search';

/** Open at first, as they are used most; the others show how many they hold. */
const openAtFirst: readonly string[] = ['Input', 'Core', 'Convolution', 'Pooling', 'Normalization'];

/** What the search finds: layers, and blocks of the library. */
type Offer = Kind | FoundBlock;

export function LayersTab() {
  const t = useWords();
  const [query, setQuery] = useState('');
  const kinds = paletteKinds(t);
  // What was found may be removed from the library.
  useStore(ownBlocks);
  const offers: readonly Offer[] = [...kinds, ...findableBlocks()];
  const found = query.trim() === '' ? null : search(query, offers, false);
  const add = (offer: Offer) => {
    if ('block' in offer) void placeLibraryBlock(offer.block);
    else insertLayer(offer.id);
    setQuery('');
  };
  return (
    <>
      <div className={styles.find}>
        <Search size={15} strokeWidth={1.75} aria-hidden />
        <input
          type="search"
          data-find-layer
          data-region-focus
          aria-label={t('shell.findLayer')}
          placeholder={t('shell.findLayer')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setQuery('');
            if (event.key === 'Enter' && found?.[0]) add(found[0]);
            if (event.key === 'ArrowDown') focusRow(event.currentTarget, 1);
          }}
        />
        <Kbd>/</Kbd>
      </div>
      <div className={styles.body}>
        {found === null ? (
          <>
            <BlockList />
            {byGroup(kinds).map((group) => (
              <Group key={group.group} group={group} onAdd={add} />
            ))}
          </>
        ) : (
          <Found found={found} query={query} kinds={kinds} onAdd={add} onQuery={setQuery} />
        )}
      </div>
    </>
  );
}

function Found(props: {
  readonly found: readonly Offer[];
  readonly query: string;
  readonly kinds: readonly Kind[];
  readonly onAdd: (kind: Kind) => void;
  readonly onQuery: (query: string) => void;
}) {
  const t = useWords();
  if (props.found.length > 0) {
    return (
      <ul>
        {props.found.map((offer, index) =>
          'block' in offer ? (
            <LibraryRow
              key={offer.id}
              block={offer.block}
              first={index === 0}
              onPlace={() => props.onQuery('')}
            />
          ) : (
            <KindRow key={offer.id} kind={offer} first={index === 0} onAdd={props.onAdd} />
          ),
        )}
      </ul>
    );
  }
  const near = suggestion(props.query, props.kinds);
  return (
    <p className={styles.nothing} role="status">
      {t('panels.noLayer', { query: props.query.trim() })}{' '}
      {near && (
        <button type="button" onClick={() => props.onQuery(near.name)}>
          {t('panels.didYouMean', { name: near.name })}
        </button>
      )}
    </p>
  );
}

function Group({
  group,
  onAdd,
}: {
  readonly group: KindGroup;
  readonly onAdd: (kind: Kind) => void;
}) {
  const t = useWords();
  return (
    <Fold
      name={groupName(t, group.group)}
      count={group.kinds.length}
      openAtFirst={openAtFirst.includes(group.group)}
    >
      {group.kinds.map((kind) => (
        <KindRow key={kind.id} kind={kind} onAdd={onAdd} />
      ))}
    </Fold>
  );
}

export function KindRow(props: {
  readonly kind: Kind;
  readonly first?: boolean;
  readonly onAdd: (kind: Kind) => void;
}) {
  const { kind } = props;
  const t = useWords();
  const chinese = useView((view) => view.language) === 'zh-CN';
  return (
    <li>
      <button
        type="button"
        className={styles.kind}
        draggable
        data-row
        data-first={props.first || undefined}
        title={kindDoc(t, kind.layer)}
        onDragStart={(event) => startDrag(event.dataTransfer, { kind: kind.id })}
        onClick={() => props.onAdd(kind)}
        onKeyDown={onRowKey}
      >
        <Tile group={kind.layer.group} kind={kind.id} />
        <span className={styles.name}>{kind.name}</span>
        {chinese && kind.name !== kind.id && <span className={styles.after}>{kind.id}</span>}
        <span className={styles.enter}>
          <Kbd>Enter</Kbd>
        </span>
      </button>
    </li>
  );
}
