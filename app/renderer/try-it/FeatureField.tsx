/** One feature of a row: a class to choose, a day, or a number between the least and the most of the data. */
import type { FeatureSpec } from '../../../src/compiler/world';
import { formatMeasured } from '../controls/format';
import { Select } from '../controls/Select';
import styles from './TryIt.module.css';

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly middle: number;
  /** Every known value is a whole number. */
  readonly whole: boolean;
}

const DAY = 86_400_000;

/** NaN is a value that is missing. */
export function FeatureField(props: {
  readonly name: string;
  readonly feature: FeatureSpec | undefined;
  readonly range: Range;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const { name, feature, range, value, onChange } = props;
  if (feature?.type === 'category') {
    return (
      <div className={styles.choice}>
        <span title={name}>{name}</span>
        <Select
          label={name}
          value={Number.isNaN(value) ? '' : String(value)}
          placeholder="–"
          options={(feature.classes ?? []).map((label, i) => ({ value: String(i), label }))}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      </div>
    );
  }
  const isDate = feature?.type === 'date';
  const step = range.whole || isDate ? 1 : (range.max - range.min) / 100 || 0.01;
  return (
    <label>
      <span title={name}>{name}</span>
      <input
        type="range"
        min={range.min}
        max={range.max}
        step={step}
        value={Number.isNaN(value) ? range.middle : value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output>{isDate ? dayText(value) : formatMeasured(value)}</output>
    </label>
  );
}

function dayText(days: number): string {
  return Number.isNaN(days) ? '–' : new Date(Math.floor(days) * DAY).toISOString().slice(0, 10);
}
