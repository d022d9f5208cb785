/**
 * Every example of every layer kind through every exporter whose files can be executed here: TensorFlow.js and
 * onnxruntime always, Keras and PyTorch in `npm run test:interop`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { exporters } from '../../src/compiler/exporters/all';
import { useWasm } from '../../src/runtime/testing/wasm';
import { type ExportCase, examples, exportResults } from './testing/example-exports';
import { networks } from './testing/network-exports';

beforeAll(useWasm);

/** Keras 3.15 on JAX reshapes values to the size of keys; on its other backends the same file runs. */
const faultOfKeras = /^MultiHeadAttention .*"valueDim":5.*cannot reshape array/s;

const isInterop = process.env.NETLOOM_INTEROP !== undefined;
const inPython = ['keras', 'pytorch'];
/** A web page holds the layers model that TensorFlow.js runs here; `web-page.test.ts` opens pages. */
const inBrowser = 'page';
const executable = [...exporters.values()].flatMap(({ id, runtime }) =>
  runtime && runtime !== inBrowser && inPython.includes(runtime) === isInterop ? [id] : [],
);

const suites: readonly (readonly [string, readonly ExportCase[]])[] = [
  ['layer kinds', examples],
  ['networks', networks],
];

describe.each(suites)('%s', (_, cases) => {
  it.each(executable)(
    'compute the same after an export to %s',
    { timeout: 600_000 },
    async (id) => {
      const results = await exportResults(id, cases);
      if ('missing' in results) throw new Error(results.missing);
      const refused = new Set(results.flatMap(({ kind, gap }) => (gap ? [kind] : [])));
      console.log(`${id} has no row for: ${[...refused].join(', ') || 'none'}`);
      const faults = results.flatMap(({ title, fault }) =>
        fault && !faultOfKeras.test(`${title}: ${fault}`) ? [`${title}: ${fault}`] : [],
      );
      expect(faults).toEqual([]);
    },
  );
});
