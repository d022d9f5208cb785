import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lower } from '../compiler/lower';
import { networkOfRows } from '../compiler/testing/documents';
import type { Document } from '../graph/document';
import { inputTensors, sampleShapes } from './input-tensors';
import { template } from './testing/template';

beforeAll(() => tf.setBackend('cpu'));

/** Digits into a network whose Input has this shape. */
function digits(shape: (number | null)[]): Document {
  const main = networkOfRows(
    [
      ['input', 'Input', { shape }],
      ['pool', 'GlobalAveragePooling2D'],
      ['digit', 'Output'],
    ],
    ['input>pool', 'pool>digit'],
  );
  return { ...template('lenet-digits'), networks: { main } };
}

describe('samples on their way into a network', () => {
  it.each([[[28, 28, 1]], [[null, null, 1]]])(
    'have the sizes of the data where an Input has %j',
    (shape) => {
      const document = digits(shape);
      const shapes = sampleShapes(lower(document), document);
      const { input } = inputTensors(shapes, { input: new Float32Array(3 * 784) });
      expect(input!.shape).toEqual([3, 28, 28, 1]);
      input!.dispose();
    },
  );

  it('are refused where one is in part', () => {
    const document = digits([null, null, 1]);
    const shapes = sampleShapes(lower(document), document);
    expect(() => inputTensors(shapes, { input: new Float32Array(785) })).toThrow(
      'The input input received 785 values; a sample has 784. Give whole samples.',
    );
  });
});
