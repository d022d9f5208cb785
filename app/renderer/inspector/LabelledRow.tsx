import type { ReactNode } from 'react';
import styles from './inspector.module.css';

/** A field that is no parameter of a kind, in the same columns as those that are. */
export function LabelledRow(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span className={styles.label} title={props.label}>
        {props.label}
      </span>
      <div>{props.children}</div>
    </div>
  );
}
