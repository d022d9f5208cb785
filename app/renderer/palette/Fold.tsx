/** A group of the palette that folds: by a press, or by the left and right arrow. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import styles from './palette.module.css';
import { onRowKey } from './row-keys';

export function Fold(props: {
  readonly name: string;
  /** How many rows it holds; said while it is folded. */
  readonly count: number;
  readonly openAtFirst?: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(props.openAtFirst ?? false);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <section>
      <button
        type="button"
        className={styles.group}
        aria-expanded={open}
        data-row
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight' && !open) setOpen(true);
          else if (event.key === 'ArrowLeft' && open) setOpen(false);
          else onRowKey(event);
        }}
      >
        <Icon size={14} aria-hidden />
        {props.name}
        {!open && <span className={styles.count}>{props.count}</span>}
      </button>
      {open && <ul>{props.children}</ul>}
    </section>
  );
}
