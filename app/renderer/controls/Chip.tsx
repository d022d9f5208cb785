import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from './classes';
import styles from './controls.module.css';

export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'accent';

/** A small rounded fact; a button when it does something. */
export function Chip({
  tone = 'plain',
  className,
  children,
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly tone?: Tone | undefined;
  readonly children: ReactNode;
}) {
  if (!onClick) {
    return (
      <span className={classes(styles.chip, className)} data-tone={tone}>
        {children}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={classes(styles.chip, className)}
      data-tone={tone}
      onClick={onClick}
      {...rest}
    >
      {children}
    </button>
  );
}
