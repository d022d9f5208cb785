import { Popover } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/index';
import { useView } from '../stores/view';
import styles from './StatusBar.module.css';

/** The one hint of the first run, under a Train that can be pressed; the first press ends it for good. */
export function CoachMark(props: { readonly canTrain: boolean; readonly children: ReactElement }) {
  const { canTrain, children } = props;
  const t = useWords();
  const open = useView(
    (view) =>
      !view.coached &&
      view.screen === 'studio' &&
      !view.commandPalette &&
      !view.shortcuts &&
      // It lies over the head of the inspector, which somebody who selects wants to see.
      view.selection.length === 0,
  );
  if (!open || !canTrain) return children;
  return (
    <Popover
      // Under dialogs, which stand at 200.
      zIndex={100}
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
