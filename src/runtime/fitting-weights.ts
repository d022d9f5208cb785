/** Holds saved weights to the models they are for: a file of another network is refused, never half used. */
import type { Program } from '../compiler/program';
import type { StoredTensors } from './checkpoint';
import type { Model } from './model';

/** What was received, what was expected and what to do. */
export class WeightsError extends Error {
  constructor(received: string, expected: string) {
    super(
      `The saved weights ${received}; the document has ${expected}. Use the folder of this document.`,
    );
    this.name = 'WeightsError';
  }
}

const text = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** Throws a `WeightsError` unless every weight of every model is there in its shape. */
export function requireAllWeights(
  models: ReadonlyMap<string, Model>,
  weights: StoredTensors,
): void {
  for (const [network, { variables }] of models) {
    for (const [name, { shape }] of variables) requireOne(`${network}.${name}`, shape, weights);
  }
}

/** Throws a `WeightsError` unless every weight of a network that is not built yet is there in its shape. */
export function requireWeights({ network, calls }: Program, weights: StoredTensors): void {
  for (const call of calls) {
    if (call.sharesWith) continue;
    for (const { name, shape } of call.weights) {
      requireOne(`${network}.${call.id}.${name}`, shape, weights);
    }
  }
}

function requireOne(name: string, shape: readonly number[], weights: StoredTensors): void {
  const found = weights.get(name);
  if (found?.shape.join() === shape.join()) return;
  const received = found ? `hold ${name} as ${text(found.shape)}` : `lack ${name}`;
  throw new WeightsError(received, `it as ${text(shape)}`);
}

/** Throws a `WeightsError` where not one weight fits: the start would be as drawn. */
export function requireSomeWeights(
  models: ReadonlyMap<string, Model>,
  weights: StoredTensors,
): void {
  const names = [...models].flatMap(([network, { variables }]) =>
    [...variables].map(([name, { shape }]) => ({ name: `${network}.${name}`, shape })),
  );
  const fits = names.some(({ name, shape }) => weights.get(name)?.shape.join() === shape.join());
  if (names.length === 0 || fits) return;
  const { name, shape } = names[0]!;
  throw new WeightsError('fit no layer', `${name} as ${text(shape)} first`);
}
