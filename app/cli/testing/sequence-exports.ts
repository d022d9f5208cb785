/** Networks over sequences that no example of a single kind shows: every layer that TimeDistributed takes, and padding. */
import { layerByKind } from '../../../src/compiler/layers/all';
import { timeDistributed } from '../../../src/compiler/layers/time-distributed';
import { exampleDocument } from '../../../src/compiler/testing/example';
import type { ExportCase } from './example-exports';

/** The examples of a layer for every step of three, the first of them also for every step of any number. */
function steps(id: string, params: object): ExportCase[] {
  return (layerByKind(id)?.examples ?? []).flatMap(({ config, inputs, output }, i) => {
    const fits = Object.keys(config).every((name) => Object.hasOwn(params, name));
    if (inputs.length !== 1 || !fits) return [];
    return (i === 0 ? [3, null] : [3]).map((count) => {
      const layer = { id, ...config };
      const document = exampleDocument('TimeDistributed', {
        config: { layer },
        inputs: [[count, ...inputs[0]!]],
        output: [count, ...output],
      });
      const title = `TimeDistributed ${count ?? 'any'} × ${JSON.stringify(layer)}`;
      return { kind: 'TimeDistributed', title, document };
    });
  });
}

export const sequences: readonly ExportCase[] = Object.entries(
  timeDistributed.params.layer.choices,
).flatMap(([id, { params }]) => steps(id, params));
