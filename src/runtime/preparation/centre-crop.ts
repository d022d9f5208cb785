import { emptyLike } from './resize';
import { defineStep } from './step';

export const centreCrop = defineStep<{ size: readonly [number, number] }>({
  kind: 'CentreCrop',
  run: ({ size: [rows, columns] }, { column, count }) => {
    const [height, width, channels] = column.shape as readonly [number, number, number];
    const top = Math.floor((height - rows) / 2);
    const left = Math.floor((width - columns) / 2);
    const values = emptyLike(column.values, count * rows * columns * channels);
    let to = 0;
    for (let n = 0; n < count; n++) {
      for (let y = 0; y < rows; y++) {
        const from = ((n * height + top + y) * width + left) * channels;
        values.set(column.values.subarray(from, from + columns * channels), to);
        to += columns * channels;
      }
    }
    return { ...column, shape: [rows, columns, channels], values };
  },
});
