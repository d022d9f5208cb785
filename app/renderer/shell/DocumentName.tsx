/** The document's name with its menu, and when it was last saved. */
import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { setName } from '../../../src/graph/edits/training';
import { commit } from '../../../src/graph/history';
import { useMenuItems } from '../actions/use-actions';
import { formatClock } from '../controls/format';
import { Menu, type MenuItem } from '../controls/Menu';
import { useWords } from '../i18n/index';
import { templateName } from '../i18n/names';
import { useAutosave } from '../persistence/autosave';
import { openTemplate } from '../persistence/files';
import { openRecent, type Recent, recentDocuments } from '../persistence/recent';
import { templateIds } from '../persistence/templates';
import { documentStore, useDocument } from '../stores/document';
import styles from './TopBar.module.css';

export function DocumentName() {
  const t = useWords();
  const name = useDocument((state) => state.document.name);
  const [renaming, setRenaming] = useState(false);
  const recent = useRecent();
  const files = useMenuItems([
    'file.new',
    'file.open',
    'file.save',
    'file.saveAs',
    'file.templates',
  ]);
  const rename: MenuItem = { id: 'rename', label: t('shell.rename'), run: () => setRenaming(true) };
  const first: MenuItem[] = templateIds.slice(0, 4).map((id) => ({
    id,
    label: templateName(t, id),
    run: () => void openTemplate(id),
  }));
  if (renaming) return <Rename name={name} onDone={() => setRenaming(false)} />;
  return (
    <>
      <Menu
        label={t('shell.documentMenu')}
        sections={[
          { id: 'file', items: [rename, ...files.filter((item) => item.id !== 'file.templates')] },
          {
            id: 'recent',
            label: t('shell.recent'),
            items: recent.map((entry) => ({
              id: entry.id,
              label: entry.name,
              run: () => void openRecent(entry),
            })),
          },
          {
            id: 'templates',
            label: t('shell.templates'),
            items: [
              ...first,
              ...files
                .filter((item) => item.id === 'file.templates')
                .map((item) => ({ ...item, label: t('shell.allTemplates') })),
            ],
          },
        ]}
      >
        <button type="button" className={styles.name} title={name}>
          <span>{name}</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      </Menu>
      <Saved />
    </>
  );
}

function Saved() {
  const t = useWords();
  const stored = useAutosave();
  const savedAt = useDocument((state) => state.origin.savedAt);
  const edited = useDocument((state) => state.document !== state.origin.saved);
  if (stored === 'failed') return <span className={styles.saved}>{t('shell.notKept')}</span>;
  const at = Math.max(stored ?? 0, savedAt ?? 0);
  if (at === 0) return edited ? <span className={styles.saved}>{t('shell.edited')}</span> : null;
  return <span className={styles.saved}>{t('shell.savedAt', { time: formatClock(at) })}</span>;
}

function Rename({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const t = useWords();
  const [text, setText] = useState(name);
  const keep = () => {
    const trimmed = text.trim();
    if (trimmed) {
      documentStore()
        .getState()
        .dispatch((document) => setName(document, trimmed), commit(t('shell.rename')));
    }
    onDone();
  };
  return (
    <input
      className={styles.rename}
      aria-label={t('shell.documentName')}
      value={text}
      ref={(input) => input?.focus()}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}

function useRecent(): readonly Recent[] {
  const session = useDocument((state) => state.session);
  const [recent, setRecent] = useState<readonly Recent[]>([]);
  useEffect(() => {
    let current = true;
    void recentDocuments().then((found) => {
      if (current) setRecent(found);
    });
    return () => {
      current = false;
    };
  }, [session]);
  return recent;
}
