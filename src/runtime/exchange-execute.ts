/**
 * Runs exported files in the browser, from their bytes alone: TensorFlow.js loads them as it would anywhere, ONNX runs in
 * onnxruntime-web. Python is not here, and the passport says so.
 */

import * as tf from '@tensorflow/tfjs';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { RuntimeId } from '../compiler/exporters/exporter';
import { callOfValue, type Program } from '../compiler/program';
import type { Execute, Executed, NotExecuted, PassportSamples } from './passport';
import { inputShape } from './passport-samples';

export interface ExecuteOptions {
  readonly runtime: RuntimeId;
  /** Written files by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly program: Program;
  readonly samples: PassportSamples;
}

export function executeHere(options: ExecuteOptions): Execute {
  const { runtime } = options;
  if (runtime === 'tfjs') return (ids) => executeTfjs(options, ids);
  if (runtime === 'onnxruntime') return (ids) => executeOnnx(options, ids);
  const language = runtime === 'keras' ? 'Keras' : 'PyTorch';
  return async () => ({ missing: `${language} runs in Python, which a browser does not have` });
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

async function executeTfjs(
  { files, program, samples }: ExecuteOptions,
  ids: readonly string[],
): Promise<Executed> {
  const text = new TextDecoder().decode(files.get('model.json'));
  const { modelTopology, weightsManifest } = JSON.parse(text) as Written; // written a moment ago
  const parts = weightsManifest.flatMap(({ paths }) => paths.map((path) => files.get(path)!));
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: await new Blob(parts as BlobPart[]).arrayBuffer(),
    }),
  );
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

async function executeOnnx(
  { files, program, samples }: ExecuteOptions,
  ids: readonly string[],
): Promise<Executed | NotExecuted> {
  if (!isOutputs(program, ids)) return { missing: 'inner values are not compared here' };
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: new URL(wasm, self.location.href).href };
  const session = await ort.InferenceSession.create(files.get('model.onnx')!);
  const fed = program.inputs.map((id, i) => {
    const shape = [samples.count, ...inputShape(program, id)];
    return [session.inputNames[i]!, new ort.Tensor('float32', samples.inputs[id]!, shape)] as const;
  });
  const results = await session.run(Object.fromEntries(fed));
  const values = ids.map((id) => {
    const name = session.outputNames[program.outputs.indexOf(id)]!;
    // Outputs are floats: every exporter writes float32.
    return [id, results[name]!.data as Float32Array] as const;
  });
  await session.release();
  return { runtime: `onnxruntime-web ${ort.env.versions.web}`, values: Object.fromEntries(values) };
}
