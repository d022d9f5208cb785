import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RuntimeId } from '../../../src/compiler/exporters/exporter';
import type { ImporterId } from '../../../src/compiler/importers/all';
import { lower } from '../../../src/compiler/lower';
import type { Program } from '../../../src/compiler/program';
import { MAIN } from '../../../src/graph/document';
import { chooseBackend } from '../../../src/runtime/backend';
import { buildModel } from '../../../src/runtime/build';
import { writeSafetensors } from '../../../src/runtime/containers/safetensors';
import { type ImportedModel, importModel, isAboutFile } from '../../../src/runtime/import-model';
import {
  createPassport,
  type Execute,
  type NotExecuted,
  type Passport,
  type PassportSamples,
  unexecutedPassport,
} from '../../../src/runtime/passport';
import { referenceOf } from '../../../src/runtime/passport-reference';
import { passportSamples } from '../../../src/runtime/passport-samples';
import { executeAll, missingRuntime } from '../execute';
import { nodeHost } from '../host';
import { prepareFolder, writeImportedFolder } from '../model-folder';
import { answer, say, UsageError } from '../output';
import { lineOf, summary } from './export';

const SAMPLES = 16;

/** What runs a file, and the name under which its runner looks for it; a config alone has nothing to run. */
const originals: Readonly<Record<ImporterId, { runtime: RuntimeId; name: string } | undefined>> = {
  tfjs: { runtime: 'tfjs', name: 'model.json' },
  keras: { runtime: 'keras', name: 'model.keras' },
  'keras-h5': { runtime: 'keras', name: 'model.h5' },
  'keras-json': undefined,
  'keras-source': undefined,
  typescript: undefined,
  onnx: { runtime: 'onnxruntime', name: 'model.onnx' },
};

function readBytes(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`); // fs errors carry a code
  }
}

async function read(file: string): Promise<ImportedModel> {
  const bytes = readBytes(file);
  const beside = (name: string): Uint8Array | undefined => {
    const other = path.join(path.dirname(file), name);
    return existsSync(other) && statSync(other).isFile() ? readBytes(other) : undefined;
  };
  try {
    return await importModel({ name: path.basename(file), bytes, beside });
  } catch (error) {
    throw isAboutFile(error) ? new UsageError(error.message) : error;
  }
}

/** The folder of the original with the file under the name that its runner looks for. */
function besideOriginal<T>(
  file: string,
  name: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-import-'));
  const source = path.resolve(path.dirname(file));
  for (const entry of readdirSync(source)) {
    if (entry !== name) symlinkSync(path.join(source, entry), path.join(folder, entry));
  }
  symlinkSync(path.resolve(file), path.join(folder, name));
  return use(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
}

/** How the file itself is executed, or why it cannot be. */
async function originalRunner(
  file: string,
  imported: ImportedModel,
  program: Program,
  samples: PassportSamples,
): Promise<Execute | NotExecuted> {
  const original = originals[imported.importer];
  if (!original) return { missing: 'a config or source alone holds no weights that could be run' };
  const { runtime, name } = original;
  const missing = await missingRuntime(runtime);
  if (missing) return missing;
  return async (ids) => {
    // The file's own layers have other names, so nothing is bisected.
    if (ids.some((id) => !program.outputs.includes(id))) return { missing: 'inner values' };
    const { importer: exporter, inputOrders } = imported;
    return besideOriginal(file, name, async (folder) => {
      const job = {
        options: { runtime, exporter, folder },
        program,
        samples,
        ids,
        ...(inputOrders ? { inputOrders } : {}),
      };
      const results = await executeAll(runtime, [job]);
      if ('missing' in results) return results;
      const [result] = results;
      if (result && !('error' in result)) return result;
      return {
        missing: `the original does not run: ${result?.error ?? 'no answer'}`,
      } satisfies NotExecuted;
    });
  };
}

/** Compares what was imported with the file itself, run by its own runtime. */
async function passportOf(file: string, imported: ImportedModel): Promise<Passport> {
  const { document, importer, placeholders } = imported;
  if (placeholders.length > 0) {
    const head = {
      exporter: { id: importer },
      document: document.name,
      program: { network: MAIN },
      samples: { count: 0, source: 'seeded noise' as const },
    };
    return unexecutedPassport(head, 'placeholders have to be replaced first');
  }
  const host = nodeHost();
  await chooseBackend({ host, choice: 'wasm' });
  const program = lower(document);
  // Data that the document names is not what the file was made for, but noise is fair to both.
  const { data: _, ...plain } = document;
  const { samples } = await passportSamples({ document: plain, program, host, count: SAMPLES });
  const execute = await originalRunner(file, imported, program, samples);
  const head = { exporter: { id: importer }, document: document.name, program, samples };
  if ('missing' in execute) return unexecutedPassport(head, execute.missing);
  const model = buildModel(program, {
    seed: document.training?.seed ?? 1,
    weights: imported.weights,
  });
  try {
    return await createPassport({ ...head, reference: referenceOf(model, samples), execute });
  } finally {
    model.dispose();
  }
}

interface CommandOptions {
  readonly out: string;
  readonly json?: boolean;
}

/** `import FILE --out DIR`: a model folder, compared with the file that came in; exit code 1 where they differ. */
export async function importCommand(file: string, options: CommandOptions): Promise<void> {
  const imported = await read(file);
  prepareFolder(options.out);
  const passport = await passportOf(file, imported);
  const tensors = new Map(
    [...imported.weights].map(([key, { shape, values }]) => [
      `${MAIN}.${key}`,
      { dtype: 'float32' as const, shape, values },
    ]),
  );
  const document = writeImportedFolder(options.out, {
    document: imported.document,
    weights: writeSafetensors({ tensors, metadata: { format: 'netloom-weights' } }),
    run: {
      imported: { file: path.basename(file), importer: imported.importer, passport },
      data: {},
      metrics: {},
    },
  });
  for (const { message } of imported.notes) say(message);
  for (const { node, kind, reason } of imported.placeholders) say(`${node} (${kind}): ${reason}`);
  const { placeholders, notes } = imported;
  if (options.json) answer({ document, passport: lineOf(passport), placeholders, notes });
  else process.stdout.write(`${document}\n`);
  say(summary(passport));
  if (passport.passed === false) process.exitCode = 1;
}
