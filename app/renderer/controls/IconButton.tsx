import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { classes } from './classes';
import styles from './controls.module.css';
import { Tooltip } from './Tooltip';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** Accessible name; also the tooltip unless `tooltip` says more. */
  readonly label: string;
  readonly tooltip?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly size?: 'bar' | 'panel' | undefined;
  readonly variant?: 'default' | 'quiet' | undefined;
  readonly pressed?: boolean | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function IconButton({
  icon: Icon,
  label,
  tooltip,
  shortcut,
  size = 'panel',
  variant = 'quiet',
  pressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={tooltip ?? label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={classes(
          styles.button,
          styles.icon,
          size === 'bar' && styles.bar,
          variant === 'quiet' && styles.quiet,
          pressed && styles.pressed,
          className,
        )}
        {...rest}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  );
}
