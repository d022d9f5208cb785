/** Beside the text: what Apply will change, and what is said at which line. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { SourceChange } from '../../../src/compiler/source/apply';
import type { Mark } from '../../../src/compiler/source/marks';
import { useWords } from '../i18n/index';
import styles from './Source.module.css';
import { changeSentence, markSentence } from './source-words';

/** Longer lists say how many more there are. */
const SHOWN = 40;

const icons = { error: CircleAlert, warning: TriangleAlert, note: Info } as const;

export function SourceNotes(props: {
  readonly changes: readonly SourceChange[];
  readonly marks: readonly Mark[];
  readonly onLine: (line: number) => void;
}) {
  const t = useWords();
  const { changes, marks } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keys
    <section tabIndex={0} aria-label={t('source.notes')} className={styles.notes}>
      {changes.length > 0 && (
        <>
          <h3>{t('source.changes')}</h3>
          <ul>
            {changes.slice(0, SHOWN).map((change, i) => (
              <li key={i}>{changeSentence(t, change)}</li>
            ))}
          </ul>
          {changes.length > SHOWN && (
            <p className={styles.quiet}>{t('source.more', { count: changes.length - SHOWN })}</p>
          )}
        </>
      )}
      {marks.length > 0 && (
        <>
          <h3>{t('source.lines')}</h3>
          <ul>
            {marks.slice(0, SHOWN).map((mark, i) => {
              const Icon = icons[mark.severity];
              return (
                <li key={i}>
                  <button
                    type="button"
                    data-severity={mark.severity}
                    onClick={() => props.onLine(mark.line)}
                  >
                    <Icon size={14} strokeWidth={1.75} aria-hidden />
                    <span>
                      {mark.line > 0 && <b>{t('source.line', { line: mark.line })} </b>}
                      {markSentence(t, mark)}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
          {marks.length > SHOWN && (
            <p className={styles.quiet}>{t('source.more', { count: marks.length - SHOWN })}</p>
          )}
        </>
      )}
    </section>
  );
}
