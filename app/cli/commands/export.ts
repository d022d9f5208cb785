import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exporters } from '../../../src/compiler/exporters/all';
import type { Exporter, Quantization } from '../../../src/compiler/exporters/exporter';
import { chooseBackend } from '../../../src/runtime/backend';
import type { Parts } from '../../../src/runtime/containers/parts';
import { readSafetensors } from '../../../src/runtime/containers/safetensors';
import { type ExportOptions, exportDocument } from '../../../src/runtime/export';
import type { Passport } from '../../../src/runtime/passport';
import { ownLayers, pageScript } from '../built-modules';
import { problemsOf, readDocument } from '../documents';
import { draw } from '../draw';
import { executor } from '../execute';
import { nodeHost } from '../host';
import { prepareFolder, readModelFolder } from '../model-folder';
import { answer, say, UsageError } from '../output';
import { refused } from '../refuse';

interface CommandOptions {
  readonly to: string;
  readonly out: string;
  readonly network?: string;
  readonly quantize?: Quantization;
  readonly json?: boolean;
}

function exporterOf({ to, quantize }: CommandOptions): Exporter {
  const exporter = exporters.get(to);
  if (!exporter) {
    throw new UsageError(`--to is ${to}; exporters are ${[...exporters.keys()].join(', ')}.`);
  }
  if (quantize && !exporter.quantizations?.includes(quantize)) {
    const able = [...exporters.values()].filter((e) => e.quantizations?.includes(quantize));
    throw new UsageError(
      `${to} does not write ${quantize}; ${able.map((e) => e.id).join(' and ')} do. Leave --quantize out.`,
    );
  }
  return exporter;
}

/** A model folder with its weights and metrics, or a document that gets freshly seeded ones. */
function sourceOf(
  named: string,
): Pick<ExportOptions, 'document' | 'weights' | 'metrics' | 'fitted'> {
  if (!existsSync(named) || !statSync(named).isDirectory()) {
    const read = readDocument(named);
    return { document: read.document };
  }
  const { document, weights, metrics, fitted } = readModelFolder(named);
  return {
    document,
    weights: readSafetensors(weights, { inPlace: true }).tensors,
    metrics,
    ...(fitted ? { fitted } : {}),
  };
}

/** Writes pieces one after the other, so that they are never joined in memory. */
async function writeParts(folder: string, name: string, parts: Parts): Promise<void> {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(file, 'w');
  try {
    for (const part of parts) writeFileSync(handle, part);
  } finally {
    closeSync(handle);
  }
}

export function lineOf({
  runtime,
  samples,
  maxDifference,
  meanDifference,
  ...more
}: Passport): object {
  const { topAgreement, accuracy, reason, firstDifference, passed } = more;
  const difference = { maxDifference, meanDifference, topAgreement };
  return { runtime, samples, ...difference, accuracy, reason, firstDifference, passed };
}

/** `export DIR|FILE --to ID --out PATH`: files and their passport; exit code 1 where the passport fails. */
export async function exportCommand(named: string, options: CommandOptions): Promise<void> {
  const exporter = exporterOf(options);
  const source = sourceOf(named);
  const { network } = options;
  if (network !== undefined && !Object.hasOwn(source.document.networks, network)) {
    const names = Object.keys(source.document.networks).join(', ');
    throw new UsageError(`--network is ${network}; the document has ${names}.`);
  }
  const problems = problemsOf({ document: source.document, defects: [], more: 0 });
  if (refused(problems, [], options.json)) return;
  const host = nodeHost();
  await chooseBackend({ host, choice: 'wasm' });
  prepareFolder(options.out);
  const result = await exportDocument({
    ...source,
    exporter,
    host,
    ...(network === undefined ? {} : { network }),
    ...(options.quantize ? { quantization: options.quantize } : {}),
    write: (name, parts) => writeParts(options.out, name, parts),
    ownLayers,
    pageScript,
    draw,
    executor: executor(exporter, options.out),
  });
  if ('gaps' in result) {
    for (const { node, kind, reason } of result.gaps) say(`${node} (${kind}): ${reason}`);
    if (options.json) answer({ exporter: exporter.id, files: [], gaps: result.gaps });
    process.exitCode = 1;
    return;
  }
  const { files, passport } = result;
  if (options.json) answer({ exporter: exporter.id, files, passport: lineOf(passport) });
  else process.stdout.write(`${files.map((name) => path.join(options.out, name)).join('\n')}\n`);
  say(summary(passport));
  if (passport.passed === false) process.exitCode = 1;
}

export function summary({
  passed,
  runtime,
  maxDifference,
  reason,
  firstDifference,
}: Passport): string {
  if (passed === null) return `Not executed: ${reason}.`;
  const text = `${runtime} differs by at most ${maxDifference?.toExponential(2)}`;
  if (passed) return `Passport passed: ${text}.`;
  const where = firstDifference ? `, first in ${firstDifference.call}` : '';
  return `Passport failed: ${text}${where}. Do not use these files.`;
}
