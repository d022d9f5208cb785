/**
 * A number that can be scrubbed, stepped and typed. Every change names its gesture, so that one drag or one run of
 * arrow keys is one undo step. Out of range is held at the edge and explained.
 */
import { MoveHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/index';
import { classes } from './classes';
import styles from './controls.module.css';
import { formatNumber } from './format';
import { moveBy, type NumberScale, placeOf, readTyped } from './number-scale';
import { useScrub } from './use-scrub';

export interface NumberFieldProps extends NumberScale {
  readonly label: string;
  /** A string is an expression (`=filters * 4`) or "mixed"; `null` shows the placeholder. */
  readonly value: number | string | null;
  readonly onChange: (value: number | string, gesture: string | undefined) => void;
  readonly unit?: string | undefined;
  /** Shown under the focused field: range and default. */
  readonly help?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  /** Called when the field is emptied; without it an empty field goes back to its value. */
  readonly onClear?: (() => void) | undefined;
  /** Typing `=` makes an expression. */
  readonly expressions?: boolean | undefined;
}

let gestures = 0;
/** A name no other gesture has. */
export function newGesture(): string {
  gestures += 1;
  return `gesture-${gestures}`;
}

export function NumberField(props: NumberFieldProps) {
  const t = useWords();
  const [text, setText] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const [held, setHeld] = useState<number | null>(null);
  const gesture = useRef<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const shown = text ?? display(props.value);
  const number = typeof props.value === 'number' ? props.value : null;

  const change = (value: number) => {
    gesture.current ??= newGesture();
    setText(null);
    setHeld(null);
    if (value !== props.value) props.onChange(value, gesture.current);
  };
  const scrub = useScrub({
    disabled: props.disabled === true || number === null,
    start: () => {
      gesture.current = newGesture();
      return number ?? props.min;
    },
    move: (from, steps) => change(moveBy(from, steps, props)),
    end: () => {
      gesture.current = null;
    },
  });
  useWheel(input, focused && number !== null, (steps) => change(moveBy(number ?? 0, steps, props)));

  const commit = () => {
    gesture.current = null;
    if (text === null) return;
    setText(null);
    const typed = readTyped(text, props);
    if (typed.kind === 'nothing') {
      if (text.trim() === '') props.onClear?.();
      return;
    }
    if (typed.kind === 'expression') {
      if (props.expressions && typed.value !== props.value) props.onChange(typed.value, undefined);
      return;
    }
    setHeld(typed.held);
    if (typed.value !== props.value) props.onChange(typed.value, undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') return commit();
    if (event.key === 'Escape' && text !== null) {
      event.stopPropagation();
      setText(null);
      return;
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0 || number === null) return;
    event.preventDefault();
    event.stopPropagation();
    change(moveBy(number, direction * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1), props));
  };
  const place = number === null ? null : placeOf(number, props);
  const expression = shown.startsWith('=');
  const tiny = number !== null && Math.abs(number) < SMALLEST;
  return (
    <div className={styles.number}>
      <div className={styles.field} data-disabled={props.disabled || undefined}>
        {place !== null && !focused && (
          <span className={styles.fill} style={{ width: `${place * 100}%` }} />
        )}
        <input
          ref={input}
          role="spinbutton"
          aria-label={props.label}
          aria-valuemin={props.min}
          aria-valuemax={Number.isFinite(props.max) ? props.max : undefined}
          aria-valuenow={number === null ? undefined : tiny ? 0 : number}
          aria-valuetext={number === null || tiny ? shown || props.placeholder : undefined}
          aria-describedby={props.describedBy}
          className={classes(
            styles.input,
            expression && styles.expression,
            number !== null && styles.scrubbable,
          )}
          inputMode={props.expressions ? 'text' : 'decimal'}
          autoComplete="off"
          spellCheck={false}
          value={shown}
          placeholder={props.placeholder}
          disabled={props.disabled}
          onChange={(event) => setText(event.target.value)}
          onFocus={(event) => {
            setFocused(true);
            event.currentTarget.select();
          }}
          onBlur={() => {
            setFocused(false);
            commit();
          }}
          onKeyDown={onKeyDown}
          {...scrub}
        />
        {props.unit && <span className={styles.unit}>{props.unit}</span>}
        {!props.unit && number !== null && (
          <MoveHorizontal size={14} className={styles.arrows} aria-hidden />
        )}
      </div>
      {held !== null && (
        <div className={classes(styles.note, styles.held)} role="status">
          {held < props.min
            ? t('shell.heldBelow', { value: formatNumber(held), min: formatNumber(props.min) })
            : t('shell.heldAbove', { value: formatNumber(held), max: formatNumber(props.max) })}
        </div>
      )}
      {focused && held === null && props.help && <div className={styles.help}>{props.help}</div>}
    </div>
  );
}

/** Below this a number is written with an exponent, which `aria-valuenow` must not have; the text says it then. */
const SMALLEST = 1e-6;

function display(value: number | string | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? formatNumber(value) : value;
}

/** React's wheel listener is passive; this one may keep the panel from scrolling, and acts only with focus. */
function useWheel(
  input: React.RefObject<HTMLInputElement | null>,
  active: boolean,
  move: (steps: number) => void,
): void {
  const latest = useRef(move);
  useEffect(() => {
    latest.current = move;
  });
  useEffect(() => {
    const element = input.current;
    if (!element || !active) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(-Math.sign(event.deltaY) * (event.shiftKey ? 10 : 1));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [input, active]);
}
