/**
 * Every template through every exporter, executed where a runtime is: up to a hundred thousand parameters always, up to thirty
 * million in `npm run test:long`, in Python in `npm run test:interop`. Weights are drawn at random first.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/compiler/check';
import { exporters } from '../../src/compiler/exporters/all';
import { exportedProgram } from '../../src/runtime/export';
import { template } from '../../src/runtime/testing/template';
import { useWasm } from '../../src/runtime/testing/wasm';
import { world } from '../../src/runtime/world';
import { templateIds } from './documents';
import { exported } from './testing/export';

beforeAll(useWasm);

const isLong = process.env.NETLOOM_LONG !== undefined;
const isInterop = process.env.NETLOOM_INTEROP !== undefined;
const inPython = ['keras', 'pytorch'];

const parameters = (id: string): number =>
  exportedProgram(template(id)).calls.reduce(
    (sum, call) =>
      sum + call.weights.reduce((all, { shape }) => all + shape.reduce((a, b) => a * b, 1), 0),
    0,
  );

const sized = templateIds()
  .filter((id) => check(template(id), world).problems.every(({ severity }) => severity !== 'error'))
  .map((id) => ({ id, count: parameters(id) }));
const limit = isLong ? 30e6 : 100e3;
const least = isLong ? 100e3 : 0;
const between = (from: number, to: number): string[] =>
  sized.filter(({ count }) => count >= from && count < to).map(({ id }) => id);
/** A browser for every page takes a while, and one without a GPU runs only small networks. */
const idsOf = (to: string): string[] =>
  to === 'web-page' ? between(0, 100e3) : between(least, limit);
const chosen = [...exporters.values()].filter(({ runtime }) => {
  if (isInterop) return runtime && inPython.includes(runtime);
  return !runtime || (runtime === 'page' ? isLong : !inPython.includes(runtime));
});

describe.each(chosen.map(({ id }) => id))('an export to %s', (to) => {
  it.each(idsOf(to))('of %s computes the same', { timeout: 600_000 }, async (id) => {
    const document = template(id);
    const gaps = exporters.get(to)!.gaps(exportedProgram(document));
    const result = await exported({ document, to });
    if (gaps.length > 0) {
      expect(result).toEqual({ gaps });
      return;
    }
    const passed = exporters.get(to)!.runtime ? true : null;
    expect(result).toMatchObject({ passport: { passed } });
  });
});
