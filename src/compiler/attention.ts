/** What the attention kinds share: ports, the arguments of Keras' call, and the shape of the scores. */
import { seedField } from './fields';
import { known, only, requireRank } from './geometry';
import type { InputPort, Shape } from './layer';
import { bool, float } from './params';
import { shapeError } from './problems/problem-of';
import { shapeText } from './words';

/** What is dropped of the attention. */
export const attentionDropFields = {
  dropout: float(0, 'Share of the attention that is dropped while training.', {
    min: 0,
    max: 0.999,
  }),
  seed: seedField,
};

/** Keras passes these to the call; here they are parameters like others. */
export const attentionCallFields = {
  useCausalMask: bool(false, 'Hide from every position what comes after it.'),
  returnAttentionScores: bool(false, 'Give the attention itself at a second port.', {
    rare: true,
    structural: true,
  }),
};

/** The query stands at `in`. */
export function attentionPorts(leastValues: 0 | 1): readonly InputPort[] {
  return [
    { port: 'value', min: leastValues, max: 1 },
    { port: 'key', min: 0, max: 1 },
  ];
}

/**
 * [heads, query positions, key positions], with the axes that are not attended over in front, as Keras has it.
 *
 * @param axes - Attended axes, from 0 after the batch.
 */
export function scoresOf(
  query: Shape,
  value: Shape,
  axes: readonly number[],
  heads: number,
): Shape {
  const rest = query.slice(0, -1).filter((_, i) => !axes.includes(i));
  const along = (x: Shape) => axes.map((axis) => x[axis] ?? null);
  return [...rest, heads, ...along(query), ...along(value)];
}

/** Query, value and key of the kinds without kernels; without a key the values are their own keys. */
export function dotAttentionInputs(kind: string, inputs: readonly Shape[]) {
  const query = only(kind, inputs);
  const value = only(kind, inputs.slice(1));
  const key = inputs[2] ?? value;
  for (const shape of [query, value, key]) requireRank(kind, shape, 2, 'time, features');
  return { query, value, key };
}

/** Their ports: values are always there, keys where they differ. */
export const dotAttentionPorts = {
  inputs: { min: 1, max: 1 },
  inputPorts: () => attentionPorts(1),
  outputPorts: ({ returnAttentionScores }: { readonly returnAttentionScores: boolean }) =>
    returnAttentionScores ? ['scores'] : [],
};

/** The shape at their port `scores`, where it is open. */
export function dotAttentionScores(
  kind: string,
  isOpen: boolean,
  inputs: readonly Shape[],
): Shape[] {
  if (!isOpen) return [];
  const { query, key } = dotAttentionInputs(kind, inputs);
  return [[query[0] ?? null, key[0] ?? null]];
}

/** Shape of what such a kind gives; query and key have features of one number, value and key one length. */
export function attentionShape(
  kind: string,
  inputs: readonly Shape[],
  ports: readonly string[],
): Shape {
  if (ports[1] === 'key') throw shapeError('key-without-value', kind);
  const { query, value, key } = dotAttentionInputs(kind, inputs);
  const features = known(kind, query, 1);
  const expected = [value[0] ?? null, features];
  if (key[1] !== features || key[0] !== value[0]) {
    throw shapeError('attention-shape', kind, {
      port: inputs[2] ? 'key' : 'value',
      received: shapeText(key),
      expected: shapeText(expected),
      input: shapeText(query),
    });
  }
  return [query[0] ?? null, value[1] ?? null];
}
