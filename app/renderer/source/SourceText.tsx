/** A text field with line numbers, whose lines can be marked. It keeps Tab for moving on, as every field does. */
import { useRef } from 'react';
import type { Mark } from '../../../src/compiler/source/marks';
import { useWords } from '../i18n/index';
import styles from './Source.module.css';
import { markSentence } from './source-words';

const signs = { error: '✕', warning: '!', note: '·' } as const;
const ranks = { error: 2, warning: 1, note: 0 } as const;

/** The gravest mark of every line. */
function byLine(marks: readonly Mark[]): ReadonlyMap<number, Mark> {
  const found = new Map<number, Mark>();
  for (const mark of marks) {
    const known = found.get(mark.line);
    if (!known || ranks[known.severity] < ranks[mark.severity]) found.set(mark.line, mark);
  }
  return found;
}

export function SourceText(props: {
  readonly label: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly field: React.RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (text: string) => void;
  readonly onApply: () => void;
}) {
  const t = useWords();
  const gutter = useRef<HTMLDivElement>(null);
  const marks = byLine(props.marks);
  const count = props.text.split('\n').length;
  return (
    <div className={styles.editor}>
      <div className={styles.gutter} aria-hidden>
        <div ref={gutter}>
          {Array.from({ length: count }, (_, i) => {
            const mark = marks.get(i + 1);
            return (
              <div
                key={i}
                className={styles.number}
                data-severity={mark?.severity}
                title={mark && markSentence(t, mark)}
              >
                <span>{mark ? signs[mark.severity] : ''}</span>
                {i + 1}
              </div>
            );
          })}
        </div>
      </div>
      <textarea
        ref={props.field}
        aria-label={props.label}
        aria-describedby="source-state"
        className={styles.text}
        value={props.text}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        wrap="off"
        onChange={(event) => props.onChange(event.target.value)}
        onScroll={({ currentTarget }) => {
          if (gutter.current) {
            gutter.current.style.transform = `translateY(${-currentTarget.scrollTop}px)`;
          }
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          // Elsewhere these keys train.
          event.preventDefault();
          props.onApply();
        }}
      />
    </div>
  );
}

/** Puts the caret on a line of a field and scrolls it into sight. */
export function showLine(field: HTMLTextAreaElement | null, line: number): void {
  if (!field) return;
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((at, each) => at + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  const height = Number.parseFloat(getComputedStyle(field).lineHeight) || 18;
  field.scrollTop = Math.max(0, (line - 4) * height);
  field.scrollLeft = 0;
}
