/** The model of the page: what its own elements hold, loaded by TensorFlow.js. */
import * as tf from '@tensorflow/tfjs';
// Registers the layer classes that TensorFlow.js lacks.
import '../../src/runtime/kernels/layers/module';
import type { PageContent } from '../../src/compiler/exporters/web-page';
import { artifactsOf } from '../../src/runtime/page-artifacts';
import { isSoftware, webglRenderer } from '../../src/runtime/renderers';

/** An inner layer's value: the manyth call of the layer of this name. */
export interface InnerValue {
  readonly name: string;
  readonly node: number;
}

export interface PageModel {
  readonly backend: string;
  readonly version: string;
  /** Values of the outputs, or of inner layers, flat over samples; inputs are prepared, in the model's order. */
  readonly values: (
    inputs: readonly Float32Array[],
    shapes: readonly (readonly number[])[],
    inner?: readonly InnerValue[],
  ) => Promise<readonly Float32Array[]>;
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}

export function readContent(): PageContent {
  return JSON.parse(textOf('content')) as PageContent; // written by the exporter
}

/** A real GPU by WebGL; a processor that pretends to be one is slower than the processor itself. */
async function chooseBackend(): Promise<void> {
  const renderer = await webglRenderer();
  const wanted = renderer !== null && !isSoftware(renderer) ? 'webgl' : 'cpu';
  if (!(await tf.setBackend(wanted).catch(() => false))) await tf.setBackend('cpu');
  await tf.ready();
}

export async function loadModel(content: PageContent): Promise<PageModel> {
  await chooseBackend();
  const artifacts = artifactsOf(content, textOf('weights'));
  const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  return {
    backend: tf.getBackend(),
    version: tf.version.tfjs,
    values: async (inputs, shapes, inner = []) => {
      const outputs = inner.map(({ name, node }) => {
        const value = model.getLayer(name).getOutputAt(node);
        return Array.isArray(value) ? value[0]! : value;
      });
      const net = inner.length > 0 ? tf.model({ inputs: model.inputs, outputs }) : model;
      const results = tf.tidy(() => {
        const tensors = inputs.map((values, i) => tf.tensor(values, [...shapes[i]!]));
        // `predict` would give samples that are single numbers an axis that the model does not take.
        const result = net.apply(tensors.length === 1 ? tensors[0]! : tensors, { training: false });
        return [result].flat() as tf.Tensor[]; // of tensors, not of symbols
      });
      const read = await Promise.all(results.map((tensor) => tensor.data()));
      tf.dispose(results);
      return read.map((values) => Float32Array.from(values));
    },
  };
}
