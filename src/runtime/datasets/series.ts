/** What data sets of measurements in time share: a past to look at and a future to forecast, as parameters. */
import type { FileColumn } from '../../compiler/files';
import { int } from '../../compiler/params';
import type { DatasetSpec } from '../../compiler/world';
import { type Dataset, defineDataset } from '../dataset';
import { readTable, specsOf } from './shipped-table';
import { withoutTest } from './without-test';

export interface ShippedSeries {
  readonly spec: Omit<DatasetSpec, 'columns' | 'samples' | 'params' | 'describe'>;
  /** Columns of the table that are looked at. */
  readonly channels: readonly string[];
  /** Columns of the table that are forecast. */
  readonly targets: readonly string[];
  readonly window: number;
  readonly horizon: number;
  /** Rows of the table. */
  readonly rows: number;
  /** Size of `<id>/table.csv.gz`. */
  readonly bytes: number;
}

/** Samples stand in the order of time, one for each row that has its whole window and horizon. */
export function shippedSeries(series: ShippedSeries): Dataset {
  const { spec, channels, targets, rows, bytes } = series;
  const columnsFor = (window: number, horizon: number): Readonly<Record<string, FileColumn>> => ({
    sample: { type: 'window', from: channels, start: 0, length: window },
    target: { type: 'window', from: targets, start: window, length: horizon },
  });
  const describe = (window: number, horizon: number) => ({
    columns: specsOf(columnsFor(window, horizon)),
    samples: { train: Math.max(0, rows - window - horizon + 1), test: 0 },
  });
  const most = Math.floor(rows / 2);
  return defineDataset({
    spec: {
      ...spec,
      params: {
        window: int(series.window, 'Rows that the network looks at.', { min: 1, max: most }),
        horizon: int(series.horizon, 'Rows that it forecasts, right after the window.', {
          min: 1,
          max: most,
        }),
      },
      ...describe(series.window, series.horizon),
      describe: ({ window, horizon }) => describe(Number(window), Number(horizon)),
    },
    load: async (context) => {
      const { window, horizon } = context.parameters;
      const columns = columnsFor(Number(window), Number(horizon));
      return withoutTest(await readTable(context, spec.id, bytes, columns));
    },
  });
}
