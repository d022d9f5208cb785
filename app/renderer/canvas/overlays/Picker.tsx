/** A short list that is filtered by typing: layers, targets, edges. Arrows choose, Enter takes, a digit takes at once. */
import { type CSSProperties, type KeyboardEvent, useId, useState } from 'react';
import type { IconGroup } from '../../controls/icons';
import { Tile } from '../../controls/Tile';
import { useWords } from '../../i18n';
import styles from './overlays.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Text that finds it besides the label. */
  readonly also?: string | undefined;
  readonly icon?: { readonly group: IconGroup; readonly kind: string } | undefined;
  readonly note?: string | undefined;
  /** Shown with its note, but not taken. */
  readonly disabled?: boolean | undefined;
}

export function Picker(props: {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  readonly nothing: string;
  readonly numbered?: boolean | undefined;
  readonly style?: CSSProperties | undefined;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = filterChoices(props.choices, text);
  const here = Math.max(0, Math.min(at, found.length - 1));
  const take = (choice: Choice | undefined) => {
    if (choice && !choice.disabled) props.onPick(choice.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    if (event.key === 'ArrowDown') setAt((here + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setAt((here + found.length - 1) % Math.max(1, found.length));
    else if (event.key === 'Enter') take(found[here]);
    else if (event.key === 'Escape') props.onClose();
    else if (props.numbered && digit > 0 && text === '') take(found[digit - 1]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="dialog"
      aria-label={props.title}
      className={`${styles.small} ${props.style ? '' : styles.centre} nowheel nopan`}
      style={props.style}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && props.onClose()}
    >
      <h3>{props.title}</h3>
      <input
        // biome-ignore lint/a11y/noAutofocus: the window was opened to type into it
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[here] ? `${list}-${here}` : undefined}
        aria-label={props.placeholder}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={props.title} className={styles.list}>
        {found.map((choice, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={choice.id}
            id={`${list}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === here}
            aria-disabled={choice.disabled || undefined}
            className={styles.option}
            ref={i === here ? intoView : undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            {props.numbered && <b>{i < 9 && !choice.disabled ? i + 1 : ''}</b>}
            {choice.icon && <Tile {...choice.icon} />}
            <span>{choice.label}</span>
            {choice.note && <small>{choice.note}</small>}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.none}>{text === '' ? props.nothing : t('canvas.noLayer', { text })}</p>
      )}
    </div>
  );
}

const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** Choices whose label or second name holds the text; those that start with it come first. */
export function filterChoices(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return choices;
  const names = (choice: Choice) => [choice.label, choice.also ?? ''].map((n) => n.toLowerCase());
  const found = choices.filter((choice) => names(choice).some((name) => name.includes(wanted)));
  const starts = (choice: Choice) => names(choice).some((name) => name.startsWith(wanted));
  return [...found.filter(starts), ...found.filter((choice) => !starts(choice))];
}
