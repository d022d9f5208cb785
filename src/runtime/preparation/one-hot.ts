import { DataError, defineStep } from './step';

/** Bytes of 0 and 1, so that 60,000 targets are 0.6 MB. */
export const oneHot = defineStep<{ classes: number }>({
  kind: 'OneHot',
  run: ({ classes }, { column, count, classes: names }) => {
    const size = classes > 0 ? classes : (names?.length ?? 0);
    const values = new Uint8Array(count * size);
    for (let i = 0; i < count; i++) {
      const index = column.values[i]!;
      if (!(index >= 0 && index < size && Number.isInteger(index))) {
        throw new DataError(
          'class-number',
          `OneHot received the class number ${index} at sample ${i + 1}; it expects whole numbers from 0 to ${size - 1}.`,
          'Set classes to the number of classes in the data, or correct the sample.',
        );
      }
      values[i * size + index] = 1;
    }
    return { shape: [size], values, dtype: 'float32' };
  },
});
