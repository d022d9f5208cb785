import { Popover } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { useView } from '../stores/view';
import styles from './StatusBar.module.css';

/** The one hint of the first run, under Train; the first press ends it for good. */
export function CoachMark({ children }: { readonly children: ReactElement }) {
  const t = useWords();
  const open = useView(
    (view) => !view.coached && view.screen === 'studio' && !view.commandPalette && !view.shortcuts,
  );
  const trains = useDocument(({ document }) => document.training !== undefined);
  if (!open || !trains) return children;
  return (
    <Popover
      opened
      withRoles={false}
      // Over the inspector: under the button's other end is the canvas' own switch.
      position="bottom-start"
      withArrow
      trapFocus={false}
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <span>{children}</span>
      </Popover.Target>
      <Popover.Dropdown className={styles.coach ?? ''}>{t('shell.coach')}</Popover.Dropdown>
    </Popover>
  );
}
