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

  it('says the accuracy before and after where weights are quantised', async () => {
    const document = template('mlp-digits');
    const result = await exported({ document, to: 'tfjs', quantization: 'float16' });
    expect(result).toMatchObject({
      passport: { quantization: 'float16', samples: 500, accuracy: { before: expect.any(Number) } },
    });
  });
});
