/** The order of the states of stacked cells: TensorFlow.js lists them from the top down, Keras from the bottom up. */
import type { Config } from '../../graph/document';
import type { Choice } from '../params';

/** States that stand from the top down, from the bottom up. */
export function fromBottom<T>({ cells }: Config, states: readonly T[]): T[] {
  let end = states.length;
  return (cells as readonly Choice[]).flatMap(({ id }) => {
    const start = end - (id === 'LSTMCell' ? 2 : 1);
    const own = states.slice(Math.max(0, start), end);
    end = start;
    return own;
  });
}
