import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './controls.module.css';
import { roveFocus } from './roving';

export interface TabOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** A count or badge after the word. */
  readonly after?: ReactNode;
}

/** A row of tabs; the panel carries `role="tabpanel"` and `id={`${id}-panel`}`. */
export function Tabs<V extends string>(props: {
  readonly id: string;
  readonly label: string;
  readonly value: V;
  readonly options: readonly TabOption<V>[];
  readonly onChange: (value: V) => void;
}) {
  return (
    <div role="tablist" aria-label={props.label} className={styles.tabs}>
      {props.options.map(({ value, label, icon: Icon, after }) => (
        <button
          key={value}
          type="button"
          role="tab"
          id={`${props.id}-${value}`}
          aria-selected={value === props.value}
          aria-controls={`${props.id}-panel`}
          tabIndex={value === props.value ? 0 : -1}
          className={styles.tab}
          onClick={() => props.onChange(value)}
          onKeyDown={(event) => roveFocus(event, 'tab')}
        >
          {Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
          {label}
          {after}
        </button>
      ))}
    </div>
  );
}
