/** Two numbers that move together until their link is opened: kernelSize, strides, poolSize. */
import { Link2, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../i18n/index';
import styles from './controls.module.css';
import { NumberField } from './NumberField';

export type PairValue = readonly [number | string, number | string];

export function PairField(props: {
  readonly label: string;
  readonly value: PairValue | null;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: PairValue, gesture: string | undefined) => void;
  readonly help?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly expressions?: boolean | undefined;
}) {
  const t = useWords();
  const equal = props.value !== null && props.value[0] === props.value[1];
  const [linked, setLinked] = useState(equal || props.value === null);
  const [first, second] = props.value ?? [null, null];
  const together = linked && (equal || props.value === null);
  const shared = {
    min: props.min,
    max: props.max,
    integer: true,
    disabled: props.disabled,
    expressions: props.expressions,
    placeholder: props.placeholder,
  };
  return (
    <div className={styles.pair}>
      <NumberField
        {...shared}
        label={t('shell.pairHeight', { name: props.label })}
        help={props.help}
        value={first}
        onChange={(value, gesture) =>
          props.onChange([value, together ? value : (second ?? value)], gesture)
        }
      />
      <button
        type="button"
        className={styles.link}
        aria-label={t('shell.pairLink', { name: props.label })}
        aria-pressed={linked}
        title={linked ? t('shell.pairOpen') : t('shell.pairClose')}
        disabled={props.disabled}
        onClick={() => setLinked(!linked)}
      >
        {linked ? (
          <X size={11} aria-hidden />
        ) : (
          <Link2 size={13} strokeDasharray="3 3" aria-hidden />
        )}
      </button>
      <NumberField
        {...shared}
        label={t('shell.pairWidth', { name: props.label })}
        value={second}
        onChange={(value, gesture) =>
          props.onChange([together ? value : (first ?? value), value], gesture)
        }
      />
    </div>
  );
}
