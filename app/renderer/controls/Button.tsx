import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes';
import styles from './controls.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: 'default' | 'primary' | 'quiet' | undefined;
  /** 30 in bars, 26 in panels. */
  readonly size?: 'bar' | 'panel' | undefined;
  readonly icon?: LucideIcon | undefined;
  /** Stays focusable and says why; a press then goes to the reason, not the action. */
  readonly dimmed?: boolean | undefined;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button({
  variant = 'default',
  size = 'panel',
  icon: Icon,
  dimmed,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={dimmed || undefined}
      className={classes(
        styles.button,
        size === 'bar' && styles.bar,
        variant !== 'default' && styles[variant],
        className,
      )}
      {...rest}
    >
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
      {children}
    </button>
  );
}
