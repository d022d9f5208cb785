import { type DatePart, datesApart, isRound } from '../../compiler/preparation/date-parts';
import { defineStep, sizeOf } from './step';

const DAY = 86_400_000;

/** Each part of a date, and after how many it comes round. */
const read: Readonly<Record<DatePart, readonly [(date: Date) => number, number]>> = {
  year: [(date) => date.getUTCFullYear(), 1],
  month: [(date) => date.getUTCMonth(), 12],
  dayOfMonth: [(date) => date.getUTCDate() - 1, 31],
  dayOfWeek: [(date) => date.getUTCDay(), 7],
  hour: [(date) => date.getUTCHours() + date.getUTCMinutes() / 60, 24],
};

function columnsOf(days: number, parts: readonly DatePart[]): number[] {
  const date = new Date(days * DAY);
  return parts.flatMap((part) => {
    const [value, round] = read[part];
    if (!isRound(part)) return [value(date)];
    const angle = (2 * Math.PI * value(date)) / round;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

/** A date is days since 1970; one that is missing stays missing in every part. */
export const datePartsStep = defineStep<{ parts: readonly DatePart[] }>({
  kind: 'DateParts',
  run: ({ parts }, { column, count, features = [] }) => {
    const size = sizeOf(column);
    const width = datesApart(features, parts).length;
    const values = new Float32Array(count * width);
    let to = 0;
    for (let i = 0; i < count; i++) {
      features.forEach(({ type }, place) => {
        const value = column.values[i * size + place]!;
        const made = type === 'date' ? columnsOf(value, parts) : [value];
        for (const each of made) values[to++] = each;
      });
    }
    return { shape: [width], values, dtype: 'float32' };
  },
});
