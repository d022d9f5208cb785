/**
 * Runs exported files in the browser, from their bytes alone: TensorFlow.js loads them as it would anywhere, ONNX runs in
 * onnxruntime-web. Python is not here, and the passport says so.
 */

import * as tf from '@tensorflow/tfjs';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type * as Ort from 'onnxruntime-web/wasm';
import type { RuntimeId } from '../compiler/exporters/exporter';
import { transposed } from '../compiler/exporters/tensors';
import { callOfValue, type Program } from '../compiler/program';
import type { ImportedModel } from './import-model';
import { pageArtifacts } from './page-artifacts';
import type { Executed, NotExecuted, PassportSamples } from './passport';
import { together } from './passport-reference';
import { inputShape } from './passport-samples';

export interface ExecuteOptions {
  /** Written files by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly program: Program;
  readonly samples: PassportSamples;
  /** By Input id, which axis of ours each axis of the file's input is, where they differ. */
  readonly inputOrders?: ImportedModel['inputOrders'];
}

type RunFiles = (
  options: ExecuteOptions,
  ids: readonly string[],
) => Promise<Executed | NotExecuted>;

/** What runs such files in a browser, or why nothing does. */
export function runnerHere(runtime: RuntimeId | undefined): RunFiles | NotExecuted {
  if (runtime === undefined) return { missing: 'these files hold no weights that could be run' };
  if (runtime === 'tfjs') return executeTfjs;
  if (runtime === 'onnxruntime') return executeOnnx;
  if (runtime === 'page') return executePage;
  const language = runtime === 'keras' ? 'Keras' : 'PyTorch';
  return { missing: `${language} runs in Python, which a browser does not have` };
}

const isOutputs = ({ outputs }: Program, ids: readonly string[]): boolean =>
  ids.every((id) => outputs.includes(id));

/** What `loadLayersModel` needs of a written `model.json`. */
interface Written {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

async function executeTfjs(options: ExecuteOptions, ids: readonly string[]): Promise<Executed> {
  const { files } = options;
  const text = new TextDecoder().decode(files.get('model.json'));
  const { modelTopology, weightsManifest } = JSON.parse(text) as Written; // written a moment ago
  const parts = weightsManifest.flatMap(({ paths }) => paths.map((path) => files.get(path)!));
  const artifacts = {
    modelTopology,
    weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
    weightData: await new Blob(parts as BlobPart[]).arrayBuffer(),
  };
  return executeModel(artifacts, options, ids);
}

/** The model out of the page's own text. The page is not opened: the studio lets no other script run, and says so. */
async function executePage(options: ExecuteOptions, ids: readonly string[]): Promise<Executed> {
  const { files } = options;
  const page = new TextDecoder().decode(files.get('index.html'));
  const result = await executeModel(pageArtifacts(page), options, ids);
  return {
    ...result,
    runtime: `${result.runtime}, on the model in the page; the page was not opened,`,
  };
}

async function executeModel(
  artifacts: tf.io.ModelArtifacts,
  { program, samples }: Pick<ExecuteOptions, 'program' | 'samples'>,
  ids: readonly string[],
): Promise<Executed> {
  const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  try {
    const inner = ids.map((id) => layerOutput(model, program, id));
    const net = isOutputs(program, ids)
      ? model
      : tf.model({ inputs: model.inputs, outputs: inner });
    const fed = program.inputs.map((id) =>
      tf.tensor(samples.inputs[id]!, [samples.count, ...inputShape(program, id)]),
    );
    const result = tf.tidy(() => net.predict(fed.length === 1 ? fed[0]! : fed));
    const outputs = Array.isArray(result) ? result : [result];
    const values = await Promise.all(outputs.map((tensor) => tensor.data()));
    tf.dispose([fed, outputs]);
    const named = ids.map((id, i) => [id, Float32Array.from(values[i]!)] as const);
    return { runtime: `tfjs ${tf.version.tfjs}`, values: Object.fromEntries(named) };
  } finally {
    model.dispose();
  }
}

function layerOutput(model: tf.LayersModel, program: Program, value: string): tf.SymbolicTensor {
  const id = callOfValue(value);
  const name = program.calls.find((call) => call.id === id)?.sharesWith ?? id;
  const calls = program.calls.filter((call) => (call.sharesWith ?? call.id) === name);
  if (isOutputs(program, [id])) return model.outputs[program.outputs.indexOf(id)]!;
  const output = model.getLayer(name).getOutputAt(calls.findIndex((call) => call.id === id));
  return Array.isArray(output) ? output[0]! : output;
}

/** Tokens are whole numbers in models that others made. */
function tensorOf(ort: typeof Ort, type: string, values: Float32Array, shape: readonly number[]) {
  const dims = [...shape];
  if (type === 'int64') return new ort.Tensor(type, BigInt64Array.from(values, BigInt), dims);
  if (type === 'int32') return new ort.Tensor(type, Int32Array.from(values), dims);
  return new ort.Tensor('float32', values, dims);
}

async function executeOnnx(
  { files, program, samples, inputOrders = {} }: ExecuteOptions,
  ids: readonly string[],
): Promise<Executed | NotExecuted> {
  if (!isOutputs(program, ids)) return { missing: 'inner values are not compared here' };
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: new URL(wasm, self.location.href).href };
  const session = await ort.InferenceSession.create(files.get('model.onnx')!);
  const fed = program.inputs.map((id) => {
    const ours = {
      shape: [samples.count, ...inputShape(program, id)],
      values: samples.inputs[id]!,
    };
    const order = inputOrders[id];
    return order ? transposed(ours, order) : ours;
  });
  const [first] = session.inputMetadata;
  const fixed = first?.isTensor ? first.shape[0] : undefined;
  // A graph may have been written for batches of one size alone.
  const step = typeof fixed === 'number' && samples.count % fixed === 0 ? fixed : samples.count;
  const found = ids.map((id) => [id, [] as Float32Array[]] as const);
  for (let from = 0; from < samples.count; from += step) {
    const feeds = fed.map(({ shape: [, ...rest], values }, i) => {
      const size = rest.reduce((a, b) => a * b, 1);
      const part = values.slice(from * size, (from + step) * size);
      const about = session.inputMetadata[i];
      const type = about?.isTensor ? about.type : 'float32';
      return [session.inputNames[i]!, tensorOf(ort, type, part, [step, ...rest])] as const;
    });
    const results = await session.run(Object.fromEntries(feeds));
    for (const [id, all] of found) {
      const name = session.outputNames[program.outputs.indexOf(id)]!;
      // Outputs are floats: every exporter writes float32.
      all.push(results[name]!.data as Float32Array);
    }
  }
  const values = found.map(([id, all]) => [id, together(all)] as const);
  await session.release();
  return { runtime: `onnxruntime-web ${ort.env.versions.web}`, values: Object.fromEntries(values) };
}
