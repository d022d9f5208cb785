/** Data sets that are tables in CSV: the same reader and the same columns as of tables that people bring. */
import { columnSpec, type FileColumn } from '../../compiler/files';
import type { ColumnSpec, DatasetSpec } from '../../compiler/world';
import { readCsv } from '../containers/csv';
import { type Dataset, defineDataset, type LoadContext, type Samples } from '../dataset';
import { packTable, type Table } from '../files/table';
import { readAssets } from './asset';
import { withoutTest } from './without-test';

export interface ShippedTable {
  readonly spec: Omit<DatasetSpec, 'columns' | 'samples'>;
  readonly columns: Readonly<Record<string, FileColumn>>;
  /** Rows that can be samples. */
  readonly samples: number;
  /** Size of `<id>/table.csv.gz`. */
  readonly bytes: number;
}

/** The whole table is the training part. */
export function shippedTable({ spec, columns, samples, bytes }: ShippedTable): Dataset {
  return defineDataset({
    spec: { ...spec, columns: specsOf(columns), samples: { train: samples, test: 0 } },
    load: async (context) => withoutTest(await readTable(context, spec.id, bytes, columns)),
  });
}

export function specsOf(
  columns: Readonly<Record<string, FileColumn>>,
): Readonly<Record<string, ColumnSpec>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, columnSpec(column)]),
  );
}

/** Reads `<id>/table.csv.gz` as these columns. */
export async function readTable(
  context: LoadContext,
  id: string,
  bytes: number,
  columns: Readonly<Record<string, FileColumn>>,
): Promise<Samples> {
  return packTable(await openTable(context, id, bytes), columns);
}

async function openTable(context: LoadContext, id: string, bytes: number): Promise<Table> {
  const path = `${id}/table.csv.gz`;
  const { [path]: csv } = await readAssets(context, { [path]: bytes });
  return readCsv([new TextDecoder().decode(csv)], { file: path });
}
