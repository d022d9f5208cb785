/** The passport of an import: the document that was made, against the file that came in, run by its own runtime. */
import type { RuntimeId } from '../compiler/exporters/exporter';
import type { ImporterId } from '../compiler/importers/all';
import { lowered } from '../compiler/lower';
import type { Program } from '../compiler/program';
import { MAIN } from '../graph/document';
import { chooseBackend } from './backend';
import { buildModel } from './build';
import type { Host } from './host';
import type { ImportedModel } from './import-model';
import {
  createPassport,
  type Execute,
  type NotExecuted,
  type Passport,
  type PassportSamples,
  unexecutedPassport,
} from './passport';
import { referenceOf } from './passport-reference';
import { passportSamples, SAMPLES } from './passport-samples';

/** What runs a file, and the name under which its runner looks for it. */
export interface Original {
  readonly runtime: RuntimeId;
  readonly name: string;
}

/** A config or source has nothing to run. */
const originals: Readonly<Partial<Record<ImporterId, Original>>> = {
  tfjs: { runtime: 'tfjs', name: 'model.json' },
  keras: { runtime: 'keras', name: 'model.keras' },
  'keras-h5': { runtime: 'keras', name: 'model.h5' },
  onnx: { runtime: 'onnxruntime', name: 'model.onnx' },
};

export interface ImportPassportOptions {
  readonly imported: ImportedModel;
  readonly host: Host;
  /** How the file itself is executed, or why it cannot be. */
  readonly runner: (
    original: Original,
    program: Program,
    samples: PassportSamples,
  ) => Promise<Execute | NotExecuted>;
}

/** What an original is that its own runtime refuses: the import may be right all the same. */
export const doesNotRun = (error = 'no answer'): NotExecuted => ({
  missing: `the original does not run: ${error}`,
});

/** Chooses the backend wasm. */
export async function importPassport(options: ImportPassportOptions): Promise<Passport> {
  const { imported, host, runner } = options;
  const { document, importer, placeholders } = imported;
  const nothing = (reason: string): Passport => {
    const samples = { count: 0, source: 'seeded noise' } as const;
    const about = { exporter: { id: importer }, document: document.name, samples };
    return unexecutedPassport({ ...about, program: { network: MAIN } }, reason);
  };
  if (placeholders.length > 0) return nothing('placeholders have to be replaced first');
  const program = lowered(document);
  if (!program) return nothing('the document has problems to mend first');
  await chooseBackend({ host, choice: 'wasm' });
  // Data that the document names is not what the file was made for, but noise is fair to both.
  const { data: _, ...plain } = document;
  const { samples } = await passportSamples({ document: plain, program, host, count: SAMPLES });
  const head = { exporter: { id: importer }, document: document.name, program, samples };
  const original = originals[importer];
  const execute: Execute | NotExecuted = original
    ? await runner(original, program, samples)
    : { missing: 'a config or source alone holds no weights that could be run' };
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
