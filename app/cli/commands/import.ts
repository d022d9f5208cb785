import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MAIN } from '../../../src/graph/document';
import { writeSafetensors } from '../../../src/runtime/containers/safetensors';
import { type ImportedModel, importModel, isAboutFile } from '../../../src/runtime/import-model';
import {
  doesNotRun,
  type ImportPassportOptions,
  importPassport,
} from '../../../src/runtime/import-passport';
import type { Execute, NotExecuted } from '../../../src/runtime/passport';
import { executeAll, missingRuntime } from '../execute';
import { nodeHost } from '../host';
import { prepareFolder, readBytes, writeImportedFolder } from '../model-folder';
import { aboutFile, answer, say } from '../output';
import { lineOf, summary } from './export';

async function read(file: string): Promise<ImportedModel> {
  const bytes = readBytes(file);
  const beside = (name: string): Uint8Array | undefined => {
    const other = path.join(path.dirname(file), name);
    return existsSync(other) && statSync(other).isFile() ? readBytes(other) : undefined;
  };
  try {
    return await importModel({ name: path.basename(file), bytes, beside });
  } catch (error) {
    throw isAboutFile(error) ? aboutFile(file, error) : error;
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
  ...[{ runtime, name }, program, samples]: Parameters<ImportPassportOptions['runner']>
): Promise<Execute | NotExecuted> {
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
      return doesNotRun(result?.error);
    });
  };
}

interface CommandOptions {
  readonly out: string;
  readonly json?: boolean;
}

/** `import FILE --out DIR`: a model folder, compared with the file that came in; exit code 1 where they differ. */
export async function importCommand(file: string, options: CommandOptions): Promise<void> {
  const imported = await read(file);
  prepareFolder(options.out);
  const passport = await importPassport({
    imported,
    host: nodeHost(),
    runner: (...asked) => originalRunner(file, imported, ...asked),
  });
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
