/** Auto-mpg with the cars that lack a consumption, as the StatLib library first had it: 406 rows. */
import { csvOf, vega, vegaText } from './sources/vega.mjs';

export const sources = vega;

export function pack(files, gzip) {
  const rows = JSON.parse(vegaText(files, 'cars.json'));
  const table = csvOf(rows, {
    name: (row) => row.Name,
    mpg: (row) => row.Miles_per_Gallon,
    cylinders: (row) => row.Cylinders,
    displacement: (row) => row.Displacement,
    horsepower: (row) => row.Horsepower,
    weight: (row) => row.Weight_in_lbs,
    acceleration: (row) => row.Acceleration,
    year: (row) => Number(row.Year.slice(0, 4)),
    origin: (row) => row.Origin,
  });
  return new Map([['table.csv.gz', gzip(table)]]);
}
