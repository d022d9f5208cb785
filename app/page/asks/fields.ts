/** One field for each value of a row: a number, a class, a date. */
import { featureNames } from '../../../src/compiler/feature-names';
import type { FeatureSpec } from '../../../src/compiler/world';
import { element } from '../element';
import { words } from '../words';
import type { MakeAsk } from './ask';

const DAY = 86_400_000;

interface Field {
  readonly element: HTMLElement;
  /** NaN where nothing is given. */
  readonly value: () => number;
}

function choice(classes: readonly string[], start: number, changed: () => void): Field {
  const select = element('select', { onchange: changed });
  select.append(
    new Option(words('missing'), ''),
    ...classes.map((name, i) => new Option(name, String(i), i === start, i === start)),
  );
  return {
    element: select,
    value: () => (select.value === '' ? Number.NaN : Number(select.value)),
  };
}

function numeric(start: number, changed: () => void): Field {
  const value = Number.isNaN(start) ? '' : String(Number(start.toPrecision(4)));
  const input = element('input', { type: 'number', step: 'any', value, oninput: changed });
  return { element: input, value: () => input.valueAsNumber };
}

function date(start: number, changed: () => void): Field {
  const input = element('input', { type: 'date', oninput: changed });
  if (!Number.isNaN(start)) input.valueAsDate = new Date(Math.floor(start) * DAY);
  return { element: input, value: () => (input.valueAsDate?.getTime() ?? Number.NaN) / DAY };
}

function fieldOf(feature: FeatureSpec | undefined, start: number, changed: () => void): Field {
  if (feature?.type === 'category') return choice(feature.classes ?? [], start, changed);
  return feature?.type === 'date' ? date(start, changed) : numeric(start, changed);
}

export const askFields: MakeAsk = ({ column, start = [], changed }) => {
  const { features } = column;
  const count = features?.length ?? column.shape[0] ?? 1;
  const names = featureNames(column, count);
  const fields = names.map((_, i) =>
    fieldOf(features?.[i], start[i] ?? (features ? Number.NaN : 0), changed),
  );
  const rows = fields.map((field, i) =>
    element(
      'label',
      { className: 'field' },
      element('span', { textContent: names[i]! }),
      field.element,
    ),
  );
  return {
    element: element('div', {}, ...rows),
    read: () => {
      const values = fields.map(({ value }) => value());
      // Only a table may lack values; its preparation fills them.
      return !features && values.some(Number.isNaN) ? null : values;
    },
  };
};
