/** Dates of tables as days since 1970-01-01, with a fraction for the time of day. Zones other than UTC are not guessed. */

const DAY = 86_400_000;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const time = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?${time}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${time}$`);
const worded = /^(?:(\d{1,2})[ -])?([A-Za-z]{3})[a-z]*\.?[ -](?:(\d{1,2}),? )?(\d{4})$/;

/** `dayFirst`: 3/4/2020 is the third of April. NaN for what is no date. */
export function daysOf(text: string, dayFirst: boolean): number {
  const first = yearFirst.exec(text);
  if (first) {
    const [, year, month, day = '1', ...clock] = first;
    return daysFrom([year!, month!, day], clock);
  }
  const last = yearLast.exec(text);
  if (last) {
    const [, a, , b, year, ...clock] = last;
    return daysFrom(dayFirst ? [year!, b!, a!] : [year!, a!, b!], clock);
  }
  const word = worded.exec(text);
  if (!word) return Number.NaN;
  const month = months.indexOf(word[2]!.toLowerCase()) + 1;
  return daysFrom([word[4]!, String(month), word[1] ?? word[3] ?? '1'], []);
}

function daysFrom(
  [year, month, day]: readonly [string, string, string],
  [hour = '0', minute = '0', second = '0', zone]: readonly (string | undefined)[],
): number {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isReal || Number(hour) > 24 || Number(minute) > 59) return Number.NaN;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offsetOf(zone);
  return date.getTime() / DAY + seconds / 86_400;
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/**
 * Whether these texts are dates, and which number comes first where that is open: the day where full stops part them,
 * the month elsewhere. `null` where one is none.
 */
export function dateOrder(texts: Iterable<string>): 'day' | 'month' | null {
  let isDayFirst = true;
  let isMonthFirst = true;
  let isDotted = false;
  for (const text of texts) {
    isDayFirst &&= !Number.isNaN(daysOf(text, true));
    isMonthFirst &&= !Number.isNaN(daysOf(text, false));
    if (!isDayFirst && !isMonthFirst) return null;
    isDotted ||= text.includes('.');
  }
  return isMonthFirst && !(isDotted && isDayFirst) ? 'month' : 'day';
}
