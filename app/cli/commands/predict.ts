import type { BackendId } from '../../../src/runtime/protocol';
import { predictSamples } from '../../../src/runtime/session';
import { nodeHost } from '../host';
import { readModelFolder } from '../model-folder';
import { answer } from '../output';
import { readRawSamples } from '../raw-samples';

interface PredictOptions {
  readonly input: string;
  readonly backend: 'auto' | BackendId;
  readonly json?: boolean;
}

/** `predict DIR --input FILE`: answers by Output id, and class names where the data has them. */
export async function predictCommand(folder: string, options: PredictOptions): Promise<void> {
  const { document, weights, fitted } = readModelFolder(folder);
  const inputs = await readRawSamples(options.input, document);
  const result = await predictSamples({
    document,
    weights,
    ...(fitted ? { fitted } : {}),
    host: nodeHost(),
    backend: options.backend,
    inputs,
  });
  if (options.json) answer(result);
  else for (const label of result.labels ?? []) process.stdout.write(`${label}\n`);
}
