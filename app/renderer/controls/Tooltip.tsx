import { Tooltip as MantineTooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import styles from './controls.module.css';

/** A tooltip on hover and focus; nothing is said only here. */
export function Tooltip(props: {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly children: ReactElement;
}) {
  return (
    <MantineTooltip
      openDelay={400}
      withinPortal
      events={{ hover: true, focus: true, touch: false }}
      label={
        <>
          {props.label}
          {props.shortcut && (
            <>
              {' '}
              <kbd className={styles.kbd}>{props.shortcut}</kbd>
            </>
          )}
        </>
      }
    >
      {props.children}
    </MantineTooltip>
  );
}
