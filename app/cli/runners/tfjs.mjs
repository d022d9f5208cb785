/**
 * Runs an exported layers model with stock TensorFlow.js in a process of its own: `node tfjs.mjs JOB …`. On cpu, whose
 * kernels are complete; on wasm where cpu would take minutes.
 * A JOB is what `app/cli/execute.ts` writes. Nothing of Netloom is loaded but the layer classes that the export brings.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** The export's own module imports TensorFlow.js by name; its folder has no node_modules. */
const here = JSON.stringify(import.meta.resolve('@tensorflow/tfjs'));
const hook = `export const resolve = (name, context, next) =>
  name === '@tensorflow/tfjs' ? { url: ${here}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/** Classes are global: those that one export brings must not help the next one. */
const registry = tf.serialization.SerializationMap.getMap();
const stock = { ...registry.classNameMap };

async function readModel({ folder }) {
  const own = path.join(folder, 'netloom-layers.js');
  if (existsSync(own)) await import(pathToFileURL(own).href);
  const json = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8'));
  const files = json.weightsManifest.flatMap(({ paths }) => paths);
  const bytes = Buffer.concat(files.map((name) => readFileSync(path.join(folder, name))));
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    }),
  );
}

/** Multiply-adds that cpu computes in about ten seconds. */
const MOST_ON_CPU = 2e9;

const wasm = path.dirname(fileURLToPath(import.meta.resolve('@tensorflow/tfjs-backend-wasm')));
setWasmPaths(`${wasm}/`);

/** Some kernels are missing on wasm; then cpu takes its time. */
async function runSomewhere(job) {
  if (job.macs > MOST_ON_CPU) {
    try {
      return await runOn('wasm', job);
    } catch {}
  }
  return runOn('cpu', job);
}

async function runOn(backend, job) {
  await tf.setBackend(backend);
  registry.classNameMap = { ...stock };
  return run(job);
}

async function run(job) {
  const model = await readModel(job);
  const inner = job.layers.map(({ name, node }) => model.getLayer(name).getOutputAt(node));
  const net = inner.length > 0 ? tf.model({ inputs: model.inputs, outputs: inner }) : model;
  const inputs = job.inputs.map(({ file, shape }) => {
    // A copy starts at a multiple of four.
    return tf.tensor(new Float32Array(Uint8Array.from(readFileSync(file)).buffer), shape);
  });
  // The order of a model's inputs is that of the program.
  // `predict` would give samples that are single numbers an axis that the model does not take.
  const result = net.apply(inputs.length === 1 ? inputs[0] : inputs, { training: false });
  const outputs = Array.isArray(result) ? result : [result];
  for (const [i, tensor] of outputs.entries()) {
    writeFileSync(job.outputs[i], new Uint8Array(Float32Array.from(await tensor.data()).buffer));
  }
  return { runtime: `tfjs ${tf.version.tfjs}` };
}

for (const file of process.argv.slice(2)) {
  const job = JSON.parse(readFileSync(file, 'utf8'));
  const result = await runSomewhere(job).catch((error) => ({ error: error.message }));
  writeFileSync(job.result, JSON.stringify(result));
}
