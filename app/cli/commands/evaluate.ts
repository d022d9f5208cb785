import type { BackendId } from '../../../src/runtime/protocol';
import { evaluateWeights } from '../../../src/runtime/session';
import { problemsOf } from '../documents';
import { nodeHost } from '../host';
import { readModelFolder } from '../model-folder';
import { answer } from '../output';
import { refuse } from '../refuse';
import { withData } from './train';

interface EvaluateOptions {
  readonly data?: string;
  readonly limit?: number;
  readonly backend: 'auto' | BackendId;
  readonly json?: boolean;
}

/** `evaluate DIR`: metrics on the test split, else the validation split. */
export async function evaluateCommand(folder: string, options: EvaluateOptions): Promise<void> {
  const { document: saved, weights } = readModelFolder(folder);
  const document = withData(saved, options.data);
  const problems = problemsOf({ document, defects: [], more: 0 });
  if (problems.problems.some(({ severity }) => severity === 'error')) {
    refuse(problems);
    return;
  }
  const result = await evaluateWeights({
    document,
    weights,
    host: nodeHost(),
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
