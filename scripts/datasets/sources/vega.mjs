/** What several data sets take from the npm package vega-datasets 3.2.1. */
const NAME = 'vega-datasets-3.2.1.tgz';

export const vega = {
  [NAME]:
    'sha512-lTSwZA6yq6qSU2YZm+6bqILiIvTPPxn4itir7jPGFmHIdPvUfQ9pCzzcrklYywMJgLUbaIeSkZQdiJd6wBxPug==',
};

/** The text of one of its files. */
export const vegaText = (files, name) => files.get(`${NAME}/package/data/${name}`).toString('utf8');

/** Rows of objects as CSV; `columns` maps the new names to values of a row. */
export function csvOf(rows, columns) {
  const cell = (value) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [
    Object.keys(columns),
    ...rows.map((row) => Object.values(columns).map((of) => of(row))),
  ];
  return Buffer.from(`${lines.map((line) => line.map(cell).join(',')).join('\n')}\n`);
}
