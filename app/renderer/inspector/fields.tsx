/** Fields that only parameters need: text, shapes and several names at once. */
import { useState } from 'react';
import type { Json } from '../../../src/graph/document';
import { classes } from '../controls/classes';
import { useWords } from '../i18n/index';
import { choiceName } from '../i18n/names';
import styles from './inspector.module.css';

interface FieldProps {
  readonly label: string;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
}

/** Text that counts when the field is left or Enter is pressed. */
export function TextField(
  props: FieldProps & {
    readonly value: string;
    readonly mono?: boolean | undefined;
    readonly placeholder?: string | undefined;
    readonly onChange: (text: string) => void;
  },
) {
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    if (text !== null && text !== props.value) props.onChange(text);
    setText(null);
  };
  return (
    <input
      className={classes(styles.textField, props.mono && styles.mono)}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      disabled={props.disabled}
      placeholder={props.placeholder}
      spellCheck={false}
      autoComplete="off"
      value={text ?? props.value}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape' && text !== null) {
          event.stopPropagation();
          setText(null);
        }
      }}
    />
  );
}

/** `28×28×1`, a free size is `?`; anything but digits and `?` separates. */
export function readShape(text: string, min: number, max: number): readonly (number | null)[] {
  return (text.match(/-?\d+|\?/g) ?? []).map((part) =>
    part === '?' ? null : Math.min(max, Math.max(min, Number(part))),
  );
}

export function ShapeField(
  props: FieldProps & {
    /** `null` where several nodes differ. */
    readonly value: readonly Json[] | null;
    readonly min: number;
    readonly max: number;
    readonly onChange: (value: readonly (number | null)[]) => void;
  },
) {
  const t = useWords();
  return (
    <TextField
      {...props}
      mono
      value={(props.value ?? []).map((size) => (size === null ? '?' : String(size))).join('×')}
      placeholder={props.value === null ? t('panels.mixed') : t('panels.shapePlaceholder')}
      onChange={(text) => props.onChange(readShape(text, props.min, props.max))}
    />
  );
}

/** Any number of names, each a small switch. */
export function EnumsField(
  props: FieldProps & {
    readonly values: readonly string[];
    readonly value: readonly string[];
    readonly onChange: (value: readonly string[]) => void;
  },
) {
  const t = useWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend of its own
    <div role="group" aria-label={props.label} className={styles.checks}>
      {props.values.map((id) => {
        const on = props.value.includes(id);
        return (
          // biome-ignore lint/a11y/useSemanticElements: drawn as a chip
          <button
            key={id}
            type="button"
            role="checkbox"
            aria-checked={on}
            disabled={props.disabled}
            className={styles.check}
            onClick={() =>
              props.onChange(
                props.values.filter((other) => (other === id ? !on : props.value.includes(other))),
              )
            }
          >
            {choiceName(t, id)}
          </button>
        );
      })}
    </div>
  );
}
