/** Daily weather of Seattle, 2012 to 2015, as it is. */
import { vega, vegaText } from './sources/vega.mjs';

export const sources = vega;

export function pack(files, gzip) {
  return new Map([['table.csv.gz', gzip(Buffer.from(vegaText(files, 'seattle-weather.csv')))]]);
}
