/** Reports of birds that struck aircraft; what damage cost is left out, since it says what is to be told. */
import Papa from 'papaparse';
import { csvOf, vega, vegaText } from './sources/vega.mjs';

export const sources = vega;

export function pack(files, gzip) {
  const { data } = Papa.parse(vegaText(files, 'birdstrikes.csv'), {
    header: true,
    skipEmptyLines: true,
  });
  const table = csvOf(data, {
    date: (row) => row['Flight Date'],
    state: (row) => row['Origin State'],
    phase: (row) => row['Phase of flight'],
    size: (row) => row['Wildlife Size'],
    time: (row) => row['Time of day'],
    speed: (row) => row['Speed IAS in knots'],
    damage: (row) => row['Effect Amount of damage'],
  });
  return new Map([['table.csv.gz', gzip(table)]]);
}
