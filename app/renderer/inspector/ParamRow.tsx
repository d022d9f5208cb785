/** One parameter: label, the control that its type asks for, and a way back to its default. Knows no kinds. */
import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import type { Param } from '../../../src/compiler/params';
import type { Json } from '../../../src/graph/document';
import { formatNumber, formatValue } from '../controls/format';
import { Menu, type MenuItem } from '../controls/Menu';
import { type Translate, useWords } from '../i18n/index';
import { choiceName, paramDoc, paramName } from '../i18n/names';
import styles from './inspector.module.css';
import { ParamControl } from './ParamControl';

export interface ParamRowProps {
  readonly name: string;
  readonly param: Param;
  /** As it stands in the config, or the default: an expression is its text. */
  readonly value: Json;
  readonly changed: boolean;
  /** The nodes in view differ here; the control shows "mixed". */
  readonly mixed?: boolean | undefined;
  /** `undefined` takes the default again. Edits with the same gesture are one undo step. */
  readonly onChange: (value: Json | undefined, gesture: string | undefined) => void;
  /** Why it cannot be changed now: "Pause to change filters". */
  readonly locked?: string | undefined;
  readonly expressions?: boolean | undefined;
  /** What an expression is worth here. */
  readonly worth?: string | undefined;
  /** What else can be done with the field. */
  readonly menuOf?: ((name: string) => readonly MenuItem[]) | undefined;
}

export function ParamRow(props: ParamRowProps) {
  const { name, param } = props;
  const t = useWords();
  const noteId = useId();
  const label = paramName(t, name);
  const doc = paramDoc(t, name, param.doc);
  const note = props.worth;
  return (
    <div className={styles.row} data-changed={props.changed || undefined}>
      <Label
        label={label}
        title={label === name ? doc : `${name} — ${doc}`}
        items={props.menuOf?.(name) ?? []}
      />
      <div>
        <ParamControl
          {...props}
          label={label}
          help={helpOf(param, t)}
          describedBy={note ? noteId : undefined}
        />
        {note && (
          <div id={noteId} className={styles.note}>
            {note}
          </div>
        )}
      </div>
      {props.changed && props.locked === undefined ? (
        <button
          type="button"
          className={styles.reset}
          aria-label={t('panels.reset', { name: label })}
          title={t('panels.resetTo', { value: defaultText(param, t) })}
          onClick={() => props.onChange(undefined, undefined)}
        >
          <RotateCcw size={13} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}

/** The field's name, which opens its menu where it has one. */
function Label(props: {
  readonly label: string;
  readonly title: string;
  readonly items: readonly MenuItem[];
}) {
  const t = useWords();
  const { label, title, items } = props;
  if (items.length === 0) {
    return (
      <span className={styles.label} title={title}>
        {label}
      </span>
    );
  }
  const name = t('panels.fieldMenu', { name: label });
  return (
    <Menu label={name} sections={[{ id: 'field', items }]}>
      <button
        type="button"
        className={`${styles.label} ${styles.labelMenu}`}
        title={title}
        aria-label={name}
      >
        {label}
      </button>
    </Menu>
  );
}

function defaultText(param: Param, t: Translate): string {
  const value = param.default;
  if (value === null) return t('panels.none');
  if (param.type === 'choice' && typeof value === 'object' && 'id' in value) {
    return choiceName(t, String(value.id));
  }
  if (param.type === 'choices')
    return param.default!.map(({ id }) => choiceName(t, id)).join(' · ');
  return formatValue(value);
}

/** Range and default, said under the focused field. */
function helpOf(param: Param, t: Translate): string | undefined {
  if (!('min' in param)) return undefined;
  const most = param.max >= 1e6 ? undefined : formatNumber(param.max);
  const least = param.min <= -1e6 ? undefined : formatNumber(param.min);
  const value = defaultText(param, t);
  if (least === undefined && most === undefined) return t('panels.defaultOnly', { value });
  if (most === undefined) return t('panels.rangeFrom', { min: least ?? '', value });
  return t('panels.range', { min: least ?? '', max: most, value });
}
