import type { BackendId } from '../../../src/runtime/protocol';
import { evaluateWeights } from '../../../src/runtime/session';
import { problemsOf } from '../documents';
import { readModelFolder } from '../model-folder';
import { answer } from '../output';
import { refused } from '../refuse';
import { hostWith, savedPath, withData } from '../user-data';

interface EvaluateOptions {
  readonly data?: string;
  readonly limit?: number;
  readonly backend: 'auto' | BackendId;
  readonly json?: boolean;
}

/** `evaluate DIR`: metrics on the test split, else the validation split. */
export async function evaluateCommand(folder: string, options: EvaluateOptions): Promise<void> {
  const { document: saved, weights } = readModelFolder(folder);
  const data = await withData(saved, options.data ?? savedPath(saved, folder));
  const { document } = data;
  if (refused(problemsOf({ document, defects: [], more: 0 }), data.problems, options.json)) return;
  const result = await evaluateWeights({
    document,
    weights,
    host: hostWith(data),
    backend: options.backend,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  if (options.json) {
    answer(result);
    return;
  }
  const { backend, samples, metrics } = result;
  process.stdout.write(`${samples} samples on ${backend}\n`);
  for (const [name, value] of Object.entries(metrics)) process.stdout.write(`${name} ${value}\n`);
}
