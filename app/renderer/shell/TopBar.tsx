/** The bar over everything: which document, undo, search, problems, the run, export, language and theme. */
import { Download, Languages, Monitor, Moon, Redo2, Search, Sun, Undo2 } from 'lucide-react';
import { actionById } from '../actions/all';
import { shortcutText } from '../actions/keys';
import { useActionItem, useMenuItems } from '../actions/use-actions';
import { languages, setLanguage, themes } from '../actions/view';
import { Button } from '../controls/Button';
import { classes } from '../controls/classes';
import { IconButton } from '../controls/IconButton';
import { Kbd } from '../controls/Kbd';
import { Menu } from '../controls/Menu';
import { useWords } from '../i18n/index';
import { useView, viewStore } from '../stores/view';
import { DocumentName } from './DocumentName';
import { Mark } from './Mark';
import { ProblemBadge } from './ProblemBadge';
import { RunControls } from './RunControls';
import styles from './TopBar.module.css';

export function TopBar() {
  const t = useWords();
  const studio = useView((view) => view.screen) === 'studio';
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the page's own header is a banner, which takes a name
    <header data-region="top" aria-label={t('shell.topBar')} className={styles.bar} tabIndex={-1}>
      <div className={styles.start}>
        <span className={styles.mark}>
          <Mark />
        </span>
        {studio ? (
          <>
            <DocumentName />
            <span className={styles.rule} />
            <HistoryButton id="edit.undo" />
            <HistoryButton id="edit.redo" />
          </>
        ) : (
          <span className={styles.plain}>Netloom</span>
        )}
      </div>
      <SearchButton />
      <div className={styles.end}>
        {studio && (
          <>
            <ProblemBadge />
            <RunControls />
            <span className={classes(styles.rule, styles.hideSmall)} />
            <span className={styles.hideSmall}>
              <ExportMenu />
            </span>
          </>
        )}
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  );
}

function HistoryButton({ id }: { readonly id: 'edit.undo' | 'edit.redo' }) {
  const item = useActionItem(id);
  return (
    <IconButton
      size="bar"
      icon={id === 'edit.undo' ? Undo2 : Redo2}
      label={item.label}
      shortcut={item.shortcut}
      disabled={item.disabled}
      onClick={item.run}
    />
  );
}

function SearchButton() {
  const t = useWords();
  const action = actionById('view.commands');
  const shortcut = action && shortcutText(action);
  const open = () => viewStore.getState().set({ commandPalette: true });
  return (
    <div>
      <button
        type="button"
        className={styles.search}
        onClick={open}
        aria-label={t('shell.commands')}
      >
        <Search size={15} strokeWidth={1.75} aria-hidden />
        <span>{t('shell.search')}</span>
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </button>
      <span className={styles.searchIcon}>
        <IconButton
          size="bar"
          icon={Search}
          label={t('shell.commands')}
          shortcut={shortcut}
          onClick={open}
        />
      </span>
    </div>
  );
}

function ExportMenu() {
  const t = useWords();
  const items = useMenuItems(['file.export', 'file.saveAs', 'file.copyLink', 'file.weights']);
  return (
    <Menu label={t('shell.export')} position="bottom-end" sections={[{ id: 'export', items }]}>
      <Button size="bar" variant="quiet" icon={Download}>
        <span className={styles.hideNarrow}>{t('shell.export')}</span>
      </Button>
    </Menu>
  );
}

function LanguageMenu() {
  const t = useWords();
  const language = useView((view) => view.language);
  const items = languages.map(({ value, label }) => ({
    id: value,
    label,
    checked: value === language,
    run: () => void setLanguage(value),
  }));
  return (
    <Menu label={t('shell.language')} position="bottom-end" sections={[{ id: 'language', items }]}>
      <IconButton size="bar" icon={Languages} label={t('shell.language')} />
    </Menu>
  );
}

const themeIcons = { light: Sun, dark: Moon, system: Monitor };

function ThemeMenu() {
  const t = useWords();
  const theme = useView((view) => view.theme);
  const items = themes.map(({ value, key }) => ({
    id: value,
    label: t(key),
    icon: themeIcons[value],
    checked: value === theme,
    run: () => viewStore.getState().set({ theme: value }),
  }));
  return (
    <Menu label={t('shell.theme')} position="bottom-end" sections={[{ id: 'theme', items }]}>
      <IconButton size="bar" icon={theme === 'dark' ? Sun : Moon} label={t('shell.theme')} />
    </Menu>
  );
}
