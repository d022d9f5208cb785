import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './controls.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** A native select in the studio's dress: it works with every keyboard, touch screen and reader. */
export function Select(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  /** Drawn before the value, e.g. an activation's curve. */
  readonly before?: ReactNode;
  /** Shown while the value is none of the options ("mixed"). */
  readonly placeholder?: string | undefined;
}) {
  const known = props.options.some((option) => option.value === props.value);
  return (
    <div className={styles.field} data-disabled={props.disabled || undefined}>
      {props.before && <span className={styles.curve}>{props.before}</span>}
      <select
        aria-label={props.label}
        aria-describedby={props.describedBy}
        className={classes(styles.input, styles.select)}
        value={known ? props.value : ''}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {!known && <option value="">{props.placeholder ?? props.value}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={14} className={styles.chevron} aria-hidden />
    </div>
  );
}
