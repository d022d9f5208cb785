/** The cards in a grid of two to four columns; arrows walk, Enter opens, Space previews. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { useWords } from '../i18n';
import { showTemplate } from '../persistence/files';
import type { Template } from '../persistence/templates';
import { useSize } from '../training/use-size';
import { Card } from './Card';
import styles from './Gallery.module.css';

/** STUDIO: three columns, two under 1180 pixels of room, four over 1500; one where two do not fit. */
export function columnsFor(width: number): number {
  if (width > 1500) return 4;
  if (width >= 960) return 3;
  return width >= 560 ? 2 : 1;
}

export function CardGrid(props: {
  readonly templates: readonly Template[];
  readonly onPreview: (template: Template) => void;
}) {
  const t = useWords();
  const size = useSize();
  const grid = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState(0);
  const columns = columnsFor(size.width);
  const last = props.templates.length - 1;
  const current = Math.min(focused, last);
  const keys = (event: KeyboardEvent<HTMLUListElement>) => {
    const template = props.templates[current];
    const onCard = event.target instanceof HTMLElement && event.target.dataset.card !== undefined;
    if (!template || !onCard) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
      Home: -current,
      End: last - current,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const next = current + step;
      if (next >= 0 && next <= last) focusCard(grid.current, next);
    } else if (event.key === 'Enter') showTemplate(template);
    else if (event.key === ' ') props.onPreview(template);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={size.ref}>
      <ul
        ref={grid}
        aria-label={t('gallery.templates')}
        className={styles.grid}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        onKeyDown={keys}
      >
        {props.templates.map((template, i) => (
          <Card
            key={template.id}
            template={template}
            index={i}
            tabbable={i === current}
            onFocus={setFocused}
            onPreview={props.onPreview}
          />
        ))}
      </ul>
    </div>
  );
}

function focusCard(grid: HTMLUListElement | null, index: number): void {
  grid?.querySelectorAll<HTMLElement>('[data-card]')[index]?.focus();
}
