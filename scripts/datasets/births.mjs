/** Births in the United States, day by day. */
import { stdlib, stdlibText } from './sources/stdlib.mjs';

export const sources = stdlib;

export function pack(files, gzip) {
  const text = stdlibText(files, 'cdc-nchs-us-births-1969-1988/data/data.csv');
  const [, ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => {
    const [year, month, day, weekday, births] = line.split(',');
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')},${weekday},${births}`;
  });
  return new Map([
    ['table.csv.gz', gzip(Buffer.from(`${['date,weekday,births', ...rows].join('\n')}\n`))],
  ]);
}
