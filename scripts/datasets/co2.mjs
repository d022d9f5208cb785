/** Carbon dioxide on Mauna Loa, month by month. */
import { vega, vegaText } from './sources/vega.mjs';

export const sources = vega;

export function pack(files, gzip) {
  const [, ...lines] = vegaText(files, 'co2-concentration.csv').trim().split(/\r?\n/);
  return new Map([
    ['table.csv.gz', gzip(Buffer.from(`${['date,co2,adjusted', ...lines].join('\n')}\n`))],
  ]);
}
