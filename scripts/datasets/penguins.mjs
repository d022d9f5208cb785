/** Palmer penguins, with the names that their authors gave the columns. */
import { csvOf, vega, vegaText } from './sources/vega.mjs';

export const sources = vega;

export function pack(files, gzip) {
  const rows = JSON.parse(vegaText(files, 'penguins.json'));
  const table = csvOf(rows, {
    species: (row) => row.Species,
    island: (row) => row.Island,
    bill_length_mm: (row) => row['Beak Length (mm)'],
    bill_depth_mm: (row) => row['Beak Depth (mm)'],
    flipper_length_mm: (row) => row['Flipper Length (mm)'],
    body_mass_g: (row) => row['Body Mass (g)'],
    // One penguin has a full stop for its sex.
    sex: (row) => (row.Sex === '.' ? '' : row.Sex?.toLowerCase()),
  });
  return new Map([['table.csv.gz', gzip(table)]]);
}
