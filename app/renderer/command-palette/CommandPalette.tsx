/** Ctrl K: one field that finds actions, layers, nodes and templates. */
import { Modal } from '@mantine/core';
import { ChevronRight, Search } from 'lucide-react';
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Kbd } from '../controls/Kbd';
import { Tile } from '../controls/Tile';
import { useWords } from '../i18n/index';
import { suggestion } from '../palette/search';
import { useDocument } from '../stores/document';
import { useView, viewStore } from '../stores/view';
import styles from './CommandPalette.module.css';
import { type Entry, entriesOf, find } from './entries';
import { recentEntries, rememberEntry } from './recent-entries';

export function CommandPalette() {
  const t = useWords();
  const opened = useView((view) => view.commandPalette);
  const close = () => viewStore.getState().set({ commandPalette: false });
  return (
    <Modal
      opened={opened}
      onClose={close}
      returnFocus={false}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      transitionProps={{ duration: 140, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
      attributes={{ content: { 'aria-label': t('shell.commands') } }}
      classNames={{ content: styles.content ?? '', body: styles.body ?? '' }}
    >
      {opened && <Finder onDone={close} />}
    </Modal>
  );
}

function Finder({ onDone }: { readonly onDone: () => void }) {
  const t = useWords();
  const id = useId();
  const document = useDocument((state) => state.document);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const all = useMemo(() => entriesOf(document, t), [document, t]);
  const found = useMemo(() => find(query, all, recentEntries()), [query, all]);
  const active = found[Math.min(at, found.length - 1)];
  const giveFocusBack = useFocusBack();
  const run = (entry: Entry) => {
    rememberEntry(entry.id);
    onDone();
    // First, because the action may put the focus elsewhere: on the node that it goes to.
    giveFocusBack();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && found.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, found.length - 1) + by + found.length) % found.length);
    }
    if (event.key === 'Enter' && active) {
      event.preventDefault();
      run(active);
    }
  };
  useEffect(() => {
    globalThis.document.getElementById(`${id}-active`)?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <>
      <div className={styles.field}>
        <Search size={16} strokeWidth={1.75} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-active` : undefined}
          aria-label={t('shell.commands')}
          placeholder={t('panels.commandHint')}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={t('panels.results')}
        className={styles.list}
      >
        {found.map((entry) => (
          <Row
            key={entry.id}
            entry={entry}
            id={entry === active ? `${id}-active` : undefined}
            onRun={run}
          />
        ))}
        {found.length === 0 && <Nothing query={query} all={all} onQuery={setQuery} />}
      </div>
      <p className={styles.foot}>{t('panels.commandHelp')}</p>
    </>
  );
}

/** Where the focus was before the window opened gets it again: now, or when the window closes without a choice. */
function useFocusBack(): () => void {
  const [before] = useState(() => globalThis.document.activeElement);
  const given = useRef(false);
  const give = useCallback(() => {
    if (given.current) return;
    given.current = true;
    if (before instanceof HTMLElement) before.focus();
  }, [before]);
  useEffect(() => {
    given.current = false;
    return give;
  }, [give]);
  return give;
}

function Nothing(props: {
  readonly query: string;
  readonly all: readonly Entry[];
  readonly onQuery: (query: string) => void;
}) {
  const t = useWords();
  const near = suggestion(props.query, props.all);
  return (
    <p className={styles.nothing} role="status">
      {t('panels.nothingFound', { query: props.query.trim() })}{' '}
      {near && (
        <button type="button" onClick={() => props.onQuery(near.label)}>
          {t('panels.didYouMean', { name: near.label })}
        </button>
      )}
    </p>
  );
}

function Row(props: {
  readonly entry: Entry;
  readonly id: string | undefined;
  readonly onRun: (entry: Entry) => void;
}) {
  const { entry } = props;
  const Icon = entry.icon ?? ChevronRight;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      role="option"
      id={props.id}
      aria-selected={props.id !== undefined}
      className={styles.row}
      onClick={() => props.onRun(entry)}
    >
      {entry.group ? (
        <Tile group={entry.group} kind={entry.kind} />
      ) : (
        <span className={styles.icon}>
          <Icon size={16} strokeWidth={1.75} aria-hidden />
        </span>
      )}
      <span className={styles.label}>{entry.label}</span>
      <span className={styles.path}>{entry.path}</span>
      {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
    </div>
  );
}
