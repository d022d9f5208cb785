/**
 * Runs an exported ONNX model with onnxruntime-web, in a process of its own: `node onnxruntime.mjs JOB …`.
 * A JOB is what `app/cli/execute.ts` writes. Values of inner layers become outputs of a copy of the graph.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import onnxProto from 'onnx-proto';
import * as ort from 'onnxruntime-web';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** The model with the values of these calls as graph outputs, and their names; those that have none are left out. */
function withInner(bytes, layers) {
  const model = onnxProto.onnx.ModelProto.decode(bytes);
  const { graph } = model;
  const made = new Set(graph.node.flatMap(({ output }) => output));
  const names = layers.map(({ id }) => [id, `${id}/first`].find((name) => made.has(name)));
  const known = names.filter((name) => name !== undefined);
  graph.output.push(...known.map((name) => ({ name })));
  return { bytes: onnxProto.onnx.ModelProto.encode(model).finish(), names };
}

/** Values with their channels last again. */
function channelsLast({ data, dims }) {
  const [batch, channels, ...places] = dims;
  const size = places.reduce((a, b) => a * b, 1);
  const moved = new Float32Array(data.length);
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < channels; c++) {
      const from = (b * channels + c) * size;
      for (let p = 0; p < size; p++) moved[(b * size + p) * channels + c] = data[from + p];
    }
  }
  return moved;
}

/** Tokens are whole numbers in models that others made. */
function inputTensor(type, values, shape) {
  if (type === 'int64') return new ort.Tensor(type, BigInt64Array.from(values, BigInt), shape);
  if (type === 'int32') return new ort.Tensor(type, Int32Array.from(values), shape);
  return new ort.Tensor('float32', values, shape);
}

async function run(job) {
  const file = path.join(job.folder, 'model.onnx');
  const source = readFileSync(file);
  const data = `${file}.data`;
  const external = existsSync(data)
    ? { externalData: [{ path: 'model.onnx.data', data: readFileSync(data) }] }
    : {};
  const isInner = job.layers.length > 0;
  const { bytes, names } = isInner ? withInner(source, job.layers) : { bytes: source };
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    logSeverityLevel: 3,
    ...external,
  });
  const feeds = job.inputs.map(({ file: input, shape }, i) => {
    // A copy starts at a multiple of four.
    const values = new Float32Array(Uint8Array.from(readFileSync(input)).buffer);
    return [session.inputNames[i], inputTensor(session.inputMetadata[i]?.type, values, shape)];
  });
  const results = await session.run(Object.fromEntries(feeds));
  for (const [i, name] of (names ?? session.outputNames).entries()) {
    if (name === undefined) continue;
    const values = name.endsWith('/first') ? channelsLast(results[name]) : results[name].data;
    writeFileSync(
      job.outputs[i],
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  }
  await session.release();
  return { runtime: `onnxruntime-web ${ort.env.versions.web}` };
}

for (const file of process.argv.slice(2)) {
  const job = JSON.parse(readFileSync(file, 'utf8'));
  const result = await run(job).catch((error) => ({ error: error.message }));
  writeFileSync(job.result, JSON.stringify(result));
}
