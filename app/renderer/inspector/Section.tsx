import { type ReactNode, useId } from 'react';
import styles from './inspector.module.css';

/** A titled part of the inspector; what is worth knowing of it stands at the right of the title. */
export function Section(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h3 id={id}>{props.title}</h3>
        {props.aside && <span>{props.aside}</span>}
      </div>
      {props.children}
    </section>
  );
}
