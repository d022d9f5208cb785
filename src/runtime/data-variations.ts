/** What one step of augmentation makes of a sample: by the code that varies training batches, drawn by the same seed. */
import { preparationByKind } from '../compiler/preparation/all';
import { type Chain, preparationChains } from '../compiler/preparation/infer';
import type { Document } from '../graph/document';
import { createAugment, rangeOf } from './augmentation/augment';
import { valuesAt } from './data-fields';
import type { ToData, Variations } from './data-protocol';
import type { HostBatch, HostColumn, PreparedData, PreparedPart } from './dataset';
import { keepLast } from './keep-last';
import { textsOfFit } from './preparation/step';
import { DataError, type PrepareOptions, prepareData } from './prepare';
import { createRandom } from './random';

type Question = Extract<ToData, { type: 'variations' }>;

/** Samples beside the one that is looked at, for steps that blend it with another. */
const PARTNERS = 7;

export function createVariations(
  options: Omit<PrepareOptions, 'document'>,
): (question: Question) => Promise<Variations> {
  const prepared = keepLast<Promise<PreparedData>>();
  return async ({ document, step, index, count }) => {
    const { data } = document;
    const chain = data && preparationChains(data.preparation).find(({ steps }) => has(steps, step));
    const found = chain?.steps.find(({ id }) => id === step);
    if (!chain || !found) {
      throw new DataError(
        'unknown-step',
        `No chain of the preparation has the step ${step}.`,
        'Lead it from a column to an Input.',
      );
    }
    const { train, fitted } = await prepared(keyOf(document), () =>
      prepareData({ ...options, document }),
    );
    const column = train.inputs[chain.feed];
    if (!column) throw notAnInput(chain.feed);
    const augment = createAugment({ [chain.feed]: { steps: [found], column } });
    const random = createRandom(document.training?.seed ?? 0);
    const [before] = batchOf(train, chain.feed, index, 1);
    const after = Array.from({ length: count }, (_, draw) => {
      const [values, batch] = batchOf(train, chain.feed, index, 1 + PARTNERS);
      augment?.(batch, random.fork(`preview ${draw}`));
      return values.slice(0, before.length);
    });
    const { low, high } = rangeOf(column);
    const words = vocabularyOf(chain, fitted);
    const shape = column.shape.map((size) => size ?? 1);
    return { shape, range: [low, high], before, after, ...(words && { words }) };
  };
}

const has = (steps: Chain['steps'], id: string): boolean => steps.some((step) => step.id === id);

const notAnInput = (feed: string): DataError =>
  new DataError(
    'varied-target',
    `The chain of ${feed} feeds an Output; only samples on the way to an Input are varied.`,
    'Move the step to the chain of an Input.',
  );

/** What the prepared samples depend on: steps that augment leave them as they are, whatever they are set to. */
function keyOf({ data, networks }: Document): string {
  const nodes = data!.preparation.nodes.map((node) =>
    preparationByKind.get(node.kind)?.augments
      ? [node.id, node.kind]
      : [node.id, node.kind, node.config],
  );
  const ends = Object.values(networks).flatMap(({ nodes: all }) =>
    all.filter(({ kind }) => kind === 'Input' || kind === 'Output').map(({ id }) => id),
  );
  const { preparation, ...rest } = data!;
  return JSON.stringify([rest, nodes, preparation.edges, ends]);
}

/** The batch of the sample `index` and those behind it, and its values on the way to one Input. */
function batchOf(
  { count, inputs, targets }: PreparedPart,
  feed: string,
  index: number,
  size: number,
): [Float32Array, HostBatch] {
  const rows = Array.from({ length: size }, (_, i) => (((index + i) % count) + count) % count);
  const take = (columns: PreparedPart['inputs']): Record<string, HostColumn> =>
    Object.fromEntries(
      Object.entries(columns).map(([id, column]) => {
        const { scale = 1, offset = 0, shape } = column;
        const values = rows.flatMap((row) => [...valuesAt(column, row)]);
        return [id, { shape, values: Float32Array.from(values, (x) => x * scale + offset) }];
      }),
    );
  const batch = { size, inputs: take({ [feed]: inputs[feed]! }), targets: take(targets) };
  return [batch.inputs[feed]!.values, batch];
}

/** The words of the last vocabulary of a chain by their numbers, where it gives sequences of them. */
function vocabularyOf(chain: Chain, fitted: PreparedData['fitted']): readonly string[] | undefined {
  const step = [...chain.steps].reverse().find(({ kind }) => kind === 'TextVectorization');
  if (step?.config.outputMode !== 'int') return undefined;
  return ['', '[UNK]', ...textsOfFit(fitted[step.id], 'vocabulary')];
}
