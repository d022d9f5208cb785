import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Config } from '../graph/document';
import { layerByKind, layers } from './layers/all';
import { fill, validate } from './values';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

const { Conv2D, MaxPooling2D, Network, ReLU } = layers;

describe('the values of parameters', () => {
  it.each([
    ['units', 'Dense', Number.NaN, 'units is NaN; it takes a whole number.'],
    ['units', 'Dense', 1.5, 'units is 1.5; it takes a whole number.'],
    ['units', 'Dense', null, 'units is null; it takes a whole number.'],
    ['units', 'Dense', 0, 'units is 0; it lies between 1 and 1,000,000.'],
    ['useBias', 'Dense', 'yes', 'useBias is "yes"; it takes true or false.'],
    ['kernelSize', 'Conv2D', [3], 'kernelSize is [3]; it takes 2 whole numbers.'],
    ['padding', 'Conv2D', 'full', 'padding is "full"; it is one of valid, same.'],
    [
      'kernelRegularizer',
      'Dense',
      { id: 'l2', l2: -1 },
      'l2.l2 is -1; it lies between 0 and 1,000,000,000.',
    ],
    [
      'shape',
      'Input',
      Array.from({ length: 99 }, () => 1),
      'shape is a list of 99; it takes a list of at most 8 whole numbers.',
    ],
    ['parameters', 'Network', [], 'parameters is []; it takes values by name.'],
  ])('of %s in %s refuse %j in words', (param, kind, value, message) => {
    const [problem] = validate(layerByKind(kind)!.params, { [param]: value } as Config);
    expect(problem).toMatchObject({ param, severity: 'error', message });
  });

  it('are evaluated in the parameters of the block, inside lists and choices too', () => {
    const scope = { filters: 8, mode: 'same', strides: [2, 1] };
    const config = {
      filters: '=filters * 4',
      kernelSize: ['=filters - 5', 1],
      padding: '=mode',
      strides: '=strides',
      dilationRate: '=max(1, filters // 100)',
      kernelRegularizer: { id: 'l2', l2: '=1 / filters' },
    };
    expect(validate(Conv2D.params, config, scope)).toEqual([]);
    expect(fill(Conv2D.params, config, scope)).toMatchObject({
      filters: 32,
      kernelSize: [3, 1],
      padding: 'same',
      strides: [2, 1],
      dilationRate: [1, 1],
      kernelRegularizer: { id: 'l2', l2: 0.125 },
    });
  });

  it('are written out with every default, those of choices included', () => {
    const { kernelInitializer, kernelRegularizer } = fill(Conv2D.params, {
      kernelRegularizer: { id: 'l1l2', l1: 0.5 },
    });
    expect(kernelInitializer).toEqual({ id: 'glorotUniform', seed: null });
    expect(kernelRegularizer).toEqual({ id: 'l1l2', l1: 0.5, l2: 0.01 });
    expect(fill(MaxPooling2D.params, {})).toMatchObject({ poolSize: [2, 2], strides: null });
    const relu = { maxValue: null, negativeSlope: 0, threshold: 0 };
    expect(fill(ReLU.params, { maxValue: null })).toEqual(relu);
    expect(fill(Network.params, { parameters: { a: 1 } }).parameters).toEqual({ a: 1 });
  });

  it('note names that nobody knows, in choices too, and do not look them up in prototypes', () => {
    const config = JSON.parse(
      '{"__proto__":{"units":3},"constructor":1,"kernelInitializer":{"id":"zeros","seed":1}}',
    ) as Config;
    const problems = validate(layers.Dense.params, config);
    expect(problems.map(({ severity, values }) => [severity, values.param])).toEqual([
      ['info', 'kernelInitializer.seed'],
      ['info', '__proto__'],
      ['info', 'constructor'],
    ]);
    expect(fill(layers.Dense.params, config).units).toBe(32);
    const choice = { kernelInitializer: { id: 'constructor' } };
    expect(validate(layers.Dense.params, choice)[0]?.code).toBe('param-choice');
  });

  it.each(Object.keys(layers))('of %s survive any JSON: filled values always validate', (kind) => {
    const { params } = layerByKind(kind)!;
    const names = Object.keys(params);
    const name = names.length > 0 ? fc.constantFrom(...names, '__proto__') : fc.constant('x');
    const value = fc.oneof(
      fc.jsonValue(),
      fc.double(),
      fc.string().map((text) => `=${text}`),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (config) => {
        const given = config as Config; // JSON, or numbers that are not finite
        for (const problem of validate(params, given)) {
          expect(problem.message.length).toBeLessThan(1000);
          expect(problem.message).not.toMatch(/\{\w+\}/);
        }
        expect(validate(params, fill(params, given) as Config)).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
