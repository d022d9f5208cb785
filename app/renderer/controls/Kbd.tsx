import styles from './controls.module.css';

/** A key as it is written on keyboards. */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
