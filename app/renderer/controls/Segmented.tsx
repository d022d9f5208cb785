import type { LucideIcon } from 'lucide-react';
import { classes } from './classes';
import styles from './controls.module.css';
import { roveFocus } from './roving';

export interface SegmentOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly disabled?: boolean | undefined;
}

/** A choice of two to four; a radio group to keyboards and screen readers. */
export function Segmented<V extends string>(props: {
  readonly label: string;
  readonly value: V | undefined;
  readonly options: readonly SegmentOption<V>[];
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean | undefined;
  /** As wide as its words instead of its place. */
  readonly auto?: boolean | undefined;
}) {
  const chosen = props.options.some((option) => option.value === props.value);
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={classes(styles.segments, props.auto && styles.auto)}
    >
      {props.options.map(({ value, label, icon: Icon, disabled }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio input cannot hold an icon and a word
        <button
          key={value}
          type="button"
          role="radio"
          aria-checked={value === props.value}
          tabIndex={value === props.value || (!chosen && index === 0) ? 0 : -1}
          disabled={props.disabled || disabled}
          className={styles.segment}
          onClick={() => value !== props.value && props.onChange(value)}
          onKeyDown={(event) => roveFocus(event, 'radio')}
        >
          {Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
          {label}
        </button>
      ))}
    </div>
  );
}
