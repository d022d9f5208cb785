import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OnnxModel } from '../compiler/exporters/files';
import { ImportError } from '../compiler/importers/importer';
import { importOnnx } from '../compiler/importers/onnx';
import { lower } from '../compiler/lower';
import { buildModel } from './build';
import { ContainerError } from './containers/container-error';
import { encodeOnnx } from './containers/onnx';
import { readOnnx } from './containers/onnx-read';
import { joined } from './containers/parts';
import { type Graph, node, normal } from './testing/onnx-graph';
import { graphs } from './testing/onnx-graphs';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function modelOf({ input, nodes, weights = {}, output, rank = 4 }: Graph): OnnxModel {
  return {
    name: 'test',
    opset: 17,
    doc: '',
    metadata: {},
    nodes,
    initializers: Object.entries(weights).map(([name, given]) => {
      if ('dtype' in given) return given;
      // A bare list is a shape to fill.
      const shape = given instanceof Float32Array ? [given.length] : given;
      const values = given instanceof Float32Array ? given : normal(shape);
      return { name, shape, values, dtype: 'float32' };
    }),
    inputs: [{ name: 'x', shape: ['batch', ...input] }],
    outputs: [{ name: output, shape: Array.from({ length: rank }, (_, i) => `size${i}`) }],
  };
}

/** As a file, weights of more than `largest` bytes in a second one. */
function encoded(model: OnnxModel, externalName = 'x.bin', largest?: number) {
  const { model: parts, external } = encodeOnnx(model, {
    externalName,
    ...(largest === undefined ? {} : { largest }),
  });
  return { bytes: joined(parts), external };
}

/** What onnxruntime computes, what the import computes, and where axes must move before they are compared. */
async function compare(graph: Graph, x: Float32Array) {
  const bytes = encoded(modelOf(graph)).bytes;
  const session = await InferenceSession.create(bytes);
  const dims = [2, ...graph.input];
  const answers = await session.run({ x: new Tensor('float32', x, dims) });
  const expected = Array.from(answers[graph.output]!.data as Float32Array);
  const imported = importOnnx(readOnnx(bytes), 'test');
  expect(imported.placeholders).toEqual([]);
  const program = lower(imported.document);
  const model = buildModel(program, { seed: 1, weights: imported.weights });
  const shape = program.calls.find(({ kind }) => kind === 'Input')!.outputShape;
  const given = tf.tensor(x, dims);
  const isTurned = shape.join() !== graph.input.join();
  const last = dims.map((_, i) => i).slice(2);
  const fed = isTurned ? tf.transpose(given, [0, ...last, 1]) : given;
  const [output] = Object.values(model.forward({ [program.inputs[0]!]: fed }, { training: false }));
  const received = Array.from(await output!.data());
  model.dispose();
  return { expected, received, imported };
}

async function expectSame(graph: Graph) {
  const { expected, received } = await compare(graph, normal([2, ...graph.input]));
  expect(received.length).toBe(expected.length);
  const largest = Math.max(...received.map((value, i) => Math.abs(value - expected[i]!)));
  expect(largest / Math.max(1, ...expected.map(Math.abs))).toBeLessThan(1e-5);
}

describe('an ONNX graph that is imported', () => {
  for (const [name, graph] of Object.entries(graphs)) {
    it(`computes what onnxruntime does: ${name}`, async () => {
      await expectSame(graph);
    });
  }

  it('takes operators for one layer only where nothing else reads what is between them', () => {
    const whole = graphs['a layer normalization in nine operators, as before opset 17']!;
    const more = [...whole.nodes, node('Add', ['y', 's'], 'z')];
    const graph = modelOf({ ...whole, nodes: more, output: 'z' });
    const { document, placeholders } = importOnnx(readOnnx(encoded(graph).bytes), 'test');
    const kinds = document.networks.main!.nodes.map(({ kind }) => kind);
    expect(kinds).not.toContain('LayerNormalization');
    expect(placeholders.map(({ kind }) => kind)).toContain('onnx.Div');
  });

  it('keeps what has no layer as a placeholder with its attributes and its inputs', () => {
    const graph = modelOf({
      input: [4, 4],
      nodes: [
        node('Einsum', ['x'], 'e', { equation: { text: 'bij->bji' } }),
        node('Relu', ['e'], 'y'),
      ],
      output: 'y',
    });
    const { document, placeholders } = importOnnx(readOnnx(encoded(graph).bytes), 'test');
    expect(placeholders.map(({ node, kind }) => [node, kind])).toEqual([
      ['Einsum_e', 'onnx.Einsum'],
      ['Relu_y', 'onnx.Relu'],
      ['y', 'Output'],
    ]);
    const [, einsum] = document.networks.main!.nodes;
    expect(einsum).toMatchObject({ kind: 'onnx.Einsum', config: { equation: 'bij->bji' } });
    expect(document.networks.main!.edges).toHaveLength(3);
  });

  it('reads weights from the file beside the model, and from nowhere else', () => {
    const graph = graphs['a convolution without padding']!;
    const model = modelOf({ ...graph, weights: { w: [40, 3, 3, 3], b: [40] } });
    const { bytes, external } = encoded(model, 'w.bin', 10);
    const beside = joined(external!);
    const read = readOnnx(bytes, (name) => (name === 'w.bin' ? beside : undefined));
    expect(read.constants.get('w')!.values).toEqual(model.initializers[0]!.values);
    expect(() => readOnnx(bytes)).toThrow('keeps w in w.bin, which is not beside it');
    const outside = encoded(model, '../w.bin', 10).bytes;
    expect(() => readOnnx(outside, () => beside)).toThrow('which is not beside it');
  });

  it('answers damaged bytes with one message, whatever they are', () => {
    const { bytes: model } = encoded(
      modelOf(graphs['the stem of a ResNet, its padded maximum behind a relu']!),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(model.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.option(fc.nat(model.length)),
        (changes, length) => {
          const bytes = Uint8Array.from(model);
          for (const [at, value] of changes) bytes[at] = value;
          try {
            importOnnx(readOnnx(bytes.subarray(0, length ?? bytes.length)), 'damaged');
          } catch (error) {
            expect(error).toSatisfy((e) => e instanceof ContainerError || e instanceof ImportError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
