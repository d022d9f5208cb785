import { beforeAll, describe, expect, it } from 'vitest';
import { template } from '../../src/runtime/testing/template';
import { useWasm } from '../../src/runtime/testing/wasm';
import { exported, swapped } from './testing/export';

beforeAll(useWasm);

describe('the passport of an export', () => {
  it('passes where the files compute what the model in the studio computes', async () => {
    const result = await exported({ document: template('resnet8-digits'), to: 'tfjs' });
    expect(result).toMatchObject({ passport: { passed: true, samples: 16, source: 'data' } });
  });

  it.each([
    ['tfjs', 'gamma', 'beta'],
    ['onnx', 'movingMean', 'movingVariance'],
  ])('of %s fails and names the layer where %s and %s are swapped', async (to, first, second) => {
    const call = 'block2.0.norm_a';
    const spoil = swapped(`${call}.${first}`, `${call}.${second}`);
    const result = await exported({ document: template('resnet8-digits'), to, spoil });
    expect(result).toMatchObject({ passport: { passed: false, firstDifference: { call } } });
  });

  it.each([
    ['tfjs', 'float16', /^tfjs/],
    ['onnx', 'int8', /^onnxruntime-web/],
  ] as const)('of %s says the accuracy before and after %s', async (to, quantization, runtime) => {
    const result = await exported({ document: template('mlp-digits'), to, quantization });
    const accuracy = { before: expect.any(Number), after: expect.any(Number) };
    expect(result).toMatchObject({
      passport: {
        ...{ quantization, runtime: expect.stringMatching(runtime) },
        ...{ samples: 500, passed: true, accuracy },
      },
    });
  });
});
