/** Every key and what it does, from the actions themselves, so that the list cannot be out of date. */
import { Modal } from '@mantine/core';
import { type Section, sections, shortcutsOf } from '../actions/action';
import { allActions } from '../actions/all';
import { chordText } from '../actions/keys';
import { Kbd } from '../controls/Kbd';
import { useWords } from '../i18n/index';
import { useView, viewStore } from '../stores/view';
import styles from './ShortcutsDialog.module.css';

export function ShortcutsDialog() {
  const t = useWords();
  const opened = useView((view) => view.shortcuts);
  return (
    <Modal
      opened={opened}
      onClose={() => viewStore.getState().set({ shortcuts: false })}
      title={t('shell.shortcuts')}
      size={760}
      centered
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      transitionProps={{ duration: 140, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      {opened && <Keys />}
    </Modal>
  );
}

function Keys() {
  const t = useWords();
  const letters = useView((view) => view.letterKeys);
  return (
    <>
      <div className={styles.columns}>
        {sections.map((section) => (
          <KeysOf key={section} section={section} />
        ))}
      </div>
      <p className={styles.foot}>
        {t(letters ? 'shell.letterKeysWhere' : 'shell.letterKeysAreOff')}
      </p>
    </>
  );
}

function KeysOf({ section }: { readonly section: Section }) {
  const t = useWords();
  const actions = allActions.filter(
    (action) => action.section === section && shortcutsOf(action).length > 0,
  );
  if (actions.length === 0) return null;
  // Eight keys that move a node are one line.
  const labels = [...new Set(actions.map((action) => action.label()))];
  return (
    <section className={styles.section}>
      <h3>{t(`shell.section-${section}`)}</h3>
      <dl>
        {labels.map((label) => (
          <KeyRow
            key={label}
            label={label}
            shortcuts={actions
              .filter((action) => action.label() === label)
              .flatMap((action) => shortcutsOf(action))}
          />
        ))}
      </dl>
    </section>
  );
}

function KeyRow(props: { readonly label: string; readonly shortcuts: readonly string[] }) {
  return (
    <div className={styles.keys}>
      <dt>{props.label}</dt>
      <dd>
        {props.shortcuts.map((shortcut) => (
          <Kbd key={shortcut}>{chordText(shortcut)}</Kbd>
        ))}
      </dd>
    </div>
  );
}
