/**
 * Runs an exported ONNX model with onnxruntime-web, in a process of its own: `node onnxruntime.mjs JOB …`.
 * A JOB is what `app/cli/execute.ts` writes. Values of inner layers become outputs of a copy of the graph.
 */
import {
  appendFileSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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

/**
 * Large weights as parts of the file that onnxruntime fetches one by one: of a model that it parses itself it holds
 * three copies. Small models are given to it as they stand in the file.
 */
const LARGE = 2 ** 24;

/** A file that passes for bytes in memory: each part of it is read when it is asked for. */
class FileBytes extends Uint8Array {
  constructor(file) {
    super(0);
    this.handle = openSync(file);
    this.size = statSync(file).size;
    this.room = new Uint8Array(0);
  }

  get byteLength() {
    return this.size;
  }

  /** Good until the next one: onnxruntime copies each at once. */
  subarray(start, end) {
    const length = end - start;
    if (this.room.length < length) this.room = new Uint8Array(length);
    readSync(this.handle, this.room, 0, length, start);
    return this.room.subarray(0, length);
  }
}

function lightened(file) {
  const bytes = readFileSync(file);
  if (bytes.length < LARGE) return { bytes, externalData: [] };
  const name = path.basename(file);
  const model = onnxProto.onnx.ModelProto.decode(bytes);
  for (const tensor of model.graph.initializer) {
    const { rawData } = tensor;
    if (rawData.length < 1024) continue;
    const place = {
      location: name,
      offset: rawData.byteOffset - bytes.byteOffset,
      length: rawData.length,
    };
    tensor.dataLocation = 1;
    tensor.externalData = Object.entries(place).map(([key, value]) => ({
      key,
      value: String(value),
    }));
    tensor.rawData = new Uint8Array(0);
  }
  const graph = onnxProto.onnx.ModelProto.encode(model).finish();
  return { bytes: graph, externalData: [{ path: name, data: new FileBytes(file) }] };
}

/** The model as onnxruntime takes it, with values of inner calls as further outputs where any are wanted. */
function readModel({ folder, layers }) {
  const file = path.join(folder, 'model.onnx');
  const { bytes, externalData } = lightened(file);
  const data = `${file}.data`;
  if (existsSync(data)) externalData.push({ path: path.basename(data), data: new FileBytes(data) });
  return { externalData, ...(layers.length > 0 ? withInner(bytes, layers) : { bytes }) };
}

/** So many input values at once: a pass over all samples of a large network would not fit in memory. */
const MOST_VALUES = 2 ** 18;

/** The inputs of a job, some samples after the others. */
function* batches({ inputs }, session) {
  const all = inputs.map(({ file, shape: [count, ...rest] }, i) => ({
    name: session.inputNames[i],
    type: session.inputMetadata[i]?.type,
    // A copy starts at a multiple of four.
    values: new Float32Array(Uint8Array.from(readFileSync(file)).buffer),
    size: rest.reduce((a, b) => a * b, 1),
    count,
    rest,
  }));
  const [{ count }] = all;
  const largest = all.reduce((most, { size }) => Math.max(most, size), 1);
  // A graph may have been written for batches of one size alone.
  const fixed = session.inputMetadata[0]?.shape?.[0];
  const step =
    typeof fixed === 'number' && count % fixed === 0
      ? fixed
      : Math.max(1, Math.floor(MOST_VALUES / largest));
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step);
    const feeds = all.map(({ name, type, values, size, rest }) => {
      const part = values.slice(from * size, to * size);
      return [name, inputTensor(type, part, [to - from, ...rest])];
    });
    yield Object.fromEntries(feeds);
  }
}

async function run(job) {
  const { bytes, names, externalData } = readModel(job);
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    logSeverityLevel: 3,
    enableMemPattern: false,
    ...(externalData.length > 0 ? { externalData } : {}),
  });
  const wanted = (names ?? session.outputNames).map((name, i) => ({ name, file: job.outputs[i] }));
  for (const feeds of batches(job, session)) {
    const results = await session.run(feeds);
    for (const { name, file } of wanted) {
      if (name === undefined) continue;
      const values = name.endsWith('/first') ? channelsLast(results[name]) : results[name].data;
      appendFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
  }
  await session.release();
  return { runtime: `onnxruntime-web ${ort.env.versions.web}` };
}

for (const file of process.argv.slice(2)) {
  const job = JSON.parse(readFileSync(file, 'utf8'));
  const result = await run(job).catch((error) => ({ error: error.message }));
  writeFileSync(job.result, JSON.stringify(result));
}
