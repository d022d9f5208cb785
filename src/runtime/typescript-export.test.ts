/** The TypeScript that is exported, compiled and run: it builds the model that the JSON of the layers describes. */
import * as tf from '@tensorflow/tfjs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { typescript } from '../compiler/exporters/typescript';
import { layerByKind, layers } from '../compiler/layers/all';
import { lower } from '../compiler/lower';
import type { Program } from '../compiler/program';
import { exampleDocument } from '../compiler/testing/example';
import { tfjsModel } from '../compiler/tfjs-config';
import type { Document } from '../graph/document';
import './kernels/layers/module';

/** `build()` of the source, which sees TensorFlow.js as it would by its name. */
function built(document: Document, program: Program): tf.LayersModel {
  const files = typescript.files({ document, program, weights: new Map() });
  const source = String(files.get('model.ts')).replace(/^import .*$/gm, '');
  const module = ts.ModuleKind.CommonJS;
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module } });
  const exports = {} as { build: () => tf.LayersModel };
  new Function('tf', 'exports', outputText)(tf, exports);
  return exports.build();
}

/** Without what nothing is said of. JSON alone loses the line of `gelu_new` and the name of a stack of cells. */
const configs = (model: tf.LayersModel) => {
  const all = model.layers.map((layer) => [layer.getClassName(), layer.getConfig()]);
  const text = JSON.stringify(all, (_, value) => value ?? undefined);
  const names = /stacked_rnn_cells_StackedRNNCells\d+/g;
  return JSON.parse(text.replaceAll('gelu_new', 'geluNew').replaceAll(names, 'node_cells'));
};

const kinds = Object.keys(layers).filter((kind) => !['Input', 'Output', 'Network'].includes(kind));
const examples = kinds.flatMap((kind) =>
  (layerByKind(kind)?.examples ?? []).map(
    (example) =>
      [`${kind} ${JSON.stringify(example.config)}`, exampleDocument(kind, example)] as const,
  ),
);

describe('TypeScript source', () => {
  it.each(examples)('builds %s as its JSON does', async (_, document) => {
    const program = lower(document);
    const expected = await tf.models.modelFromJSON(tfjsModel(program) as never);
    const model = built(document, program);
    expect(configs(model)).toEqual(configs(expected));
    expect(model.outputs.map(({ shape }) => shape)).toEqual(
      expected.outputs.map(({ shape }) => shape),
    );
    model.dispose();
    expected.dispose();
  });
});
