import type { FeatureSpec } from '../world';
import { receivedRow, row } from './features';
import { definePreparation } from './preparation';

/** Parts of a date; those that come round are two columns on a circle. */
export const dateParts = ['year', 'month', 'dayOfMonth', 'dayOfWeek', 'hour'] as const;
export type DatePart = (typeof dateParts)[number];

export const isRound = (part: string): boolean => part !== 'year';

/** Columns of a row, dates taken apart. */
export function datesApart(
  features: readonly FeatureSpec[],
  parts: readonly string[],
): readonly FeatureSpec[] {
  return features.flatMap((feature): FeatureSpec[] => {
    if (feature.type !== 'date') return [feature];
    const names = parts.flatMap((part) =>
      isRound(part) ? [`${part} cos`, `${part} sin`] : [part],
    );
    return names.map((name) => ({ name: `${feature.name} ${name}`, type: 'number' }));
  });
}

/** Numbers that a network can learn from in the place of a date. */
export const datePartsStep = definePreparation({
  kind: 'DateParts',
  doc: 'Takes dates apart. Months, days and hours become points on a circle, so that December is near January.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {
    parts: {
      type: 'enums',
      default: ['year', 'month', 'dayOfWeek'],
      values: dateParts,
      doc: 'Which parts become columns.',
    },
  },
  output: ({ parts }, input) =>
    row(datesApart(receivedRow('DateParts', input).features ?? [], parts)),
  face: ({ parts }) => [parts.join(', '), ''],
  examples: [
    {
      config: { parts: ['year', 'month'] },
      input: row([{ name: 'day', type: 'date' }]),
      output: row([
        { name: 'day year', type: 'number' },
        { name: 'day month cos', type: 'number' },
        { name: 'day month sin', type: 'number' },
      ]),
    },
  ],
});
