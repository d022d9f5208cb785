import { encoded } from '../../compiler/preparation/category-encoding';
import { defineStep, sizeOf } from './step';

/** A class that is missing or unknown has no one in its columns. */
export const categoryEncoding = defineStep<Record<string, never>>({
  kind: 'CategoryEncoding',
  run: (_config, { column, count, features = [] }) => {
    const size = sizeOf(column);
    const width = encoded(features).length;
    const values = new Float32Array(count * width);
    let to = 0;
    for (let i = 0; i < count; i++) {
      features.forEach(({ type, classes }, place) => {
        const value = column.values[i * size + place]!;
        if (type === 'category' && classes) {
          if (value >= 0 && value < classes.length) values[to + value] = 1;
          to += classes.length;
        } else values[to++] = value;
      });
    }
    return { shape: [width], values, dtype: 'float32' };
  },
});
