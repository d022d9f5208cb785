import { describe, expect, it, vi } from 'vitest';
import template from '../../templates/lenet-digits.json';
import type { Document } from '../graph/document';
import { check } from './check';
import { infer } from './infer';
import { lower } from './lower';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

// JSON imports have wider types than a document.
const lenet = template as unknown as Document;
const world = { datasets: new Map(), procedures: new Map() };

describe('the classic convolutional network', () => {
  it.each([
    ['input', [28, 28, 1], 0, 0],
    ['conv1', [24, 24, 6], 156, 86_400],
    ['pool1', [12, 12, 6], 0, 0],
    ['conv2', [8, 8, 12], 1_812, 115_200],
    ['pool2', [4, 4, 12], 0, 0],
    ['flatten', [192], 0, 0],
    ['fc1', [120], 23_160, 23_040],
    ['fc2', [60], 7_260, 7_200],
    ['logits', [10], 610, 600],
    ['digit', [10], 0, 0],
  ] as const)(
    'gives %s the shape, parameters and multiply-adds of the table',
    (id, shape, parameters, macs) => {
      const facts = infer(lenet).get('main')!.nodes.get(id)!;
      expect(facts.output).toEqual(shape);
      expect(facts.parameters).toBe(parameters);
      expect(facts.macs).toBe(macs);
    },
  );

  it('comes to 32,998 parameters and 232,440 multiply-adds', () => {
    const { totals } = infer(lenet).get('main')!;
    expect(totals).toMatchObject({ parameters: 32_998, trainable: 32_998, macs: 232_440 });
  });

  it('lowers to ten calls in order with the same counts', () => {
    const program = lower(lenet);
    expect(program.calls.map((call) => call.id)).toEqual([
      'input',
      'conv1',
      'pool1',
      'conv2',
      'pool2',
      'flatten',
      'fc1',
      'fc2',
      'logits',
      'digit',
    ]);
    const counts = program.calls.flatMap((call) =>
      call.weights.map((weight) => weight.shape.reduce((a, b) => a * b, 1)),
    );
    expect(counts.reduce((a, b) => a + b, 0)).toBe(32_998);
    expect(program.calls.reduce((sum, call) => sum + call.macs, 0)).toBe(232_440);
    expect(program.calls[1]!.config).toMatchObject({ strides: [1, 1], useBias: true });
  });

  it('has no problems in the network itself', () => {
    expect(check(lenet, world).problems.filter((problem) => problem.node === 'conv1')).toEqual([]);
  });
});
