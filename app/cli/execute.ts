/** Executes exported files in processes of their own, as passports ask for it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Exporter, RuntimeId } from '../../src/compiler/exporters/exporter';
import { bytesOf } from '../../src/compiler/exporters/files';
import { transposed } from '../../src/compiler/exporters/tensors';
import { callOfValue, type Program } from '../../src/compiler/program';
import type { Execute, Executed, NotExecuted, PassportSamples } from '../../src/runtime/passport';
import { inputShape } from '../../src/runtime/passport-samples';
import { findChromium } from './browser';
import { projectFolder } from './documents';
import { pythonWith } from './python';

/** A runner that hangs is ended after ten minutes. */
const LONGEST = 600_000;

interface Runner {
  readonly script: string;
  /** The interpreter, or why there is none. */
  readonly command: () => Promise<string | NotExecuted>;
}

const node = async (): Promise<string> => process.execPath;

/** Playwright is there where Netloom is developed; a browser may be or not. */
async function withChromium(): Promise<string | NotExecuted> {
  try {
    if (await findChromium()) return process.execPath;
    return { missing: 'no Chromium was found; name one in PLAYWRIGHT_CHROMIUM' };
  } catch (error) {
    return { missing: `no browser could be used: ${(error as Error).message}` };
  }
}

/** Multiply-adds that a browser without a GPU computes in about two minutes. */
const MOST_IN_BROWSER = 6e9;

/** Multiply-adds of a network over all samples. */
const macsOf = ({ calls }: Program, { count }: PassportSamples): number =>
  count * calls.reduce((sum, { macs }) => sum + macs, 0);

const runners: Readonly<Record<RuntimeId, Runner>> = {
  tfjs: { script: 'tfjs.mjs', command: node },
  onnxruntime: { script: 'onnxruntime.mjs', command: node },
  keras: { script: 'keras_runner.py', command: () => pythonWith('keras') },
  pytorch: { script: 'pytorch_runner.py', command: () => pythonWith('torch') },
  page: { script: 'page.mjs', command: withChromium },
};

export interface ExecutorOptions {
  readonly runtime: RuntimeId;
  /** Id of the exporter: which of the files to read. */
  readonly exporter: string;
  readonly folder: string;
}

/** Where an inner call's value is, for runtimes that name layers: manyth call of a layer. */
function layerOf(program: Program, value: string): { id: string; name: string; node: number } {
  const id = callOfValue(value);
  const call = program.calls.find((candidate) => candidate.id === id);
  const name = call?.sharesWith ?? id;
  const calls = program.calls.filter((c) => (c.sharesWith ?? c.id) === name);
  return { id, name, node: calls.findIndex((c) => c.id === id) };
}

/** Why this machine cannot run such files; `undefined` where it can. */
export async function missingRuntime(runtime: RuntimeId): Promise<NotExecuted | undefined> {
  const interpreter = await runners[runtime].command();
  return typeof interpreter === 'string' ? undefined : interpreter;
}

/** How an export in `folder` is executed, or why it cannot be. */
export function executor({ id, runtime }: Pick<Exporter, 'id' | 'runtime'>, folder: string) {
  return async (program: Program, samples: PassportSamples): Promise<Execute | NotExecuted> => {
    if (!runtime) return { missing: 'these files hold no weights that could be run' };
    const missing = await missingRuntime(runtime);
    if (missing) return missing;
    if (runtime === 'page' && macsOf(program, samples) > MOST_IN_BROWSER) {
      return { missing: 'the network is too large for a browser without a GPU' };
    }
    const options = { runtime, exporter: id, folder };
    return async (ids) => {
      const results = await executeAll(runtime, [{ options, program, samples, ids }]);
      if ('missing' in results) return results;
      const [result] = results;
      if (result && !('error' in result)) return result;
      throw new Error(`The export was written but does not run: ${result?.error ?? 'no answer'}`);
    };
  };
}

/** Runs several exports in one process, which takes seconds to start; one that fails says why. */
export async function executeAll(
  runtime: RuntimeId,
  jobs: readonly JobOptions[],
): Promise<readonly (Executed | { readonly error: string })[] | NotExecuted> {
  const { script, command } = runners[runtime];
  const interpreter = await command();
  if (typeof interpreter !== 'string') return interpreter;
  const temporary = mkdtempSync(path.join(tmpdir(), 'netloom-passport-'));
  try {
    const folders = jobs.map((_, i) => path.join(temporary, String(i)));
    const files = jobs.map((job, i) => writeJob(folders[i]!, job));
    await run(interpreter, [path.join(projectFolder, 'app/cli/runners', script), ...files]);
    return jobs.map(({ ids }, i) => readResult(folders[i]!, ids));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

export interface JobOptions {
  readonly options: ExecutorOptions;
  readonly program: Program;
  readonly samples: PassportSamples;
  readonly ids: readonly string[];
  /** By Input id, which axis of ours each axis of the file's input is, where they differ. */
  readonly inputOrders?: Readonly<Record<string, readonly number[]>>;
}

function writeJob(folder: string, job: JobOptions): string {
  const { options, program, samples, ids, inputOrders = {} } = job;
  mkdirSync(folder);
  const inputs = program.inputs.map((id, i) => {
    const file = path.join(folder, `input-${i}`);
    const given = {
      shape: [samples.count, ...inputShape(program, id)],
      values: samples.inputs[id]!,
    };
    const order = inputOrders[id];
    const { shape, values } = order ? transposed(given, order) : given;
    writeFileSync(file, bytesOf(values));
    return { id, file, shape };
  });
  const isOutputs = ids.every((id) => program.outputs.includes(id));
  const written = path.join(folder, 'job.json');
  const description = {
    exporter: options.exporter,
    folder: path.resolve(options.folder),
    macs: macsOf(program, samples),
    inputs,
    /** Without layers the network's outputs are wanted, in their order. */
    layers: isOutputs ? [] : ids.map((id) => layerOf(program, id)),
    outputs: ids.map((_, i) => path.join(folder, `output-${i}`)),
    result: path.join(folder, 'result.json'),
  };
  writeFileSync(written, JSON.stringify(description));
  return written;
}

/** What a runner writes last. */
type Result = { readonly runtime: string } | { readonly error: string };

function readResult(folder: string, ids: readonly string[]): Executed | { error: string } {
  const text = readFileSync(path.join(folder, 'result.json'), 'utf8');
  const result = JSON.parse(text) as Result; // the runners are ours
  if ('error' in result) return result;
  const values = ids.flatMap((id, i) => {
    const file = path.join(folder, `output-${i}`);
    // A runtime may have no value of a layer that only hands on what it receives.
    if (!existsSync(file)) return [];
    const bytes = readFileSync(file);
    const copy = new Float32Array(bytes.length / 4);
    new Uint8Array(copy.buffer).set(bytes);
    return [[id, copy] as const];
  });
  return { runtime: result.runtime, values: Object.fromEntries(values) };
}

/** Rejects with the end of what the process said. */
function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST,
    });
    let said = '';
    const listen = (data: Buffer): void => {
      said = (said + data).slice(-4000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The export was written but does not run: ${lastLine(said)}`));
    });
  });
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return (
    [...lines].reverse().find((line) => /error|exception/i.test(line)) ??
    lines.at(-1) ??
    'no message'
  );
}
