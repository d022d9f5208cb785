import { describe, expect, it, vi } from 'vitest';
import type { Document } from '../graph/document';
import { check } from './check';
import { lintWords } from './problems/words-lints';
import { flowersOf, training, world } from './testing/documents';
import { judged, stepping } from './testing/lint-problems';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

const lints = (document: Document): string[] =>
  check(document, world)
    .problems.map(({ code }) => code)
    .filter((code) => Object.hasOwn(lintWords, code));

const softmax = ['answer', 'Dense', { units: 3, activation: 'softmax' }] as const;
const dense = (units: number, more = {}) => ['dense', 'Dense', { units, ...more }] as const;

describe('a note is not made', () => {
  it.each([
    ['of layers with an activation between them', flowersOf(dense(8), ['bend', 'ReLU'], softmax)],
    ['of a waist between wider layers', flowersOf(dense(2), softmax)],
    ['of one softmax', flowersOf(softmax, ['drop', 'Dropout'])],
    [
      'of a bias that starts above 0',
      flowersOf(
        dense(8, { activation: 'relu', biasInitializer: { id: 'constant', value: 0.1 } }),
        softmax,
      ),
    ],
    [
      'of a kernel of zeros whose bias starts above 0',
      flowersOf(
        dense(8, {
          activation: 'relu',
          kernelInitializer: { id: 'zeros' },
          biasInitializer: { id: 'ones' },
        }),
        softmax,
      ),
    ],
    ['of a batch of two', { ...flowersOf(['norm', 'BatchNormalization'], softmax), training }],
    ['of softplus at the end', judged('meanSquaredError', 'softplus')],
    ['of softmax with its loss', judged('categoricalCrossentropy', 'softmax')],
    ['of ten times the usual rate', stepping({ id: 'adam', learningRate: 0.01 })],
    ['of a tenth of the usual rate', stepping({ id: 'sgd', learningRate: 0.001 })],
    ['of the rate that Adadelta has without one', stepping({ id: 'adadelta', learningRate: 1 })],
  ])('%s', (_, document) => {
    expect(lints(document)).toEqual([]);
  });
});
