import { int } from '../params';
import { shapeText } from '../words';
import { definePreparation, PreparationError, received } from './preparation';

/** Class numbers to rows of zeros with a single one. */
export const oneHot = definePreparation({
  kind: 'OneHot',
  doc: 'Turns a class number into a row of zeros with a one at the place of the class.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  params: {
    classes: int(0, 'How many classes there are; 0 takes the number from the column.', {
      min: 0,
      max: 100_000,
      rare: true,
    }),
  },
  output: ({ classes }, input) => {
    const { shape, classes: names } = received('OneHot', input);
    if (shape.length > 0) {
      throw new PreparationError(
        'one-hot-input',
        `OneHot receives ${shapeText(shape)} a sample; it expects one class number.`,
        'Connect a column of classes.',
        { shape: shapeText(shape) },
      );
    }
    if (classes === 0 && names === undefined) {
      throw new PreparationError(
        'one-hot-classes',
        'OneHot receives a column without classes; it expects one that has them.',
        'Set classes, or connect a column of classes.',
      );
    }
    if (classes > 0 && names !== undefined && classes !== names.length) {
      throw new PreparationError(
        'class-count',
        `OneHot is set to ${classes} classes; the column has ${names.length}.`,
        `Set classes to ${names.length}, or to 0 to follow the column.`,
        { received: classes, expected: names.length },
      );
    }
    const known = names ?? Array.from({ length: classes }, (_, i) => String(i));
    return { shape: [known.length], dtype: 'float32', classes: known };
  },
  examples: [
    {
      config: {},
      input: { shape: [], dtype: 'uint8', classes: ['setosa', 'versicolor', 'virginica'] },
      output: { shape: [3], dtype: 'float32', classes: ['setosa', 'versicolor', 'virginica'] },
    },
    {
      config: { classes: 2 },
      input: { shape: [], dtype: 'int32' },
      output: { shape: [2], dtype: 'float32', classes: ['0', '1'] },
    },
  ],
});
