/** Exports into a folder that is gone afterwards, with weights drawn at random, and gives the passport. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exporters } from '../../../src/compiler/exporters/all';
import type { Exporter, ExportInput, Quantization } from '../../../src/compiler/exporters/exporter';
import type { Document } from '../../../src/graph/document';
import { joined } from '../../../src/runtime/containers/parts';
import { exportDocument, exportedProgram } from '../../../src/runtime/export';
import { drawnWeights } from '../../../src/runtime/testing/drawn-weights';
import { testHost } from '../../../src/runtime/testing/host';
import { ownLayers, pageScript } from '../built-modules';
import { draw } from '../draw';
import { executor } from '../execute';

export interface ExportTest {
  readonly document: Document;
  readonly to: string;
  readonly quantization?: Quantization;
  /** Changes what the exporter is given, so that its files say something else than the model. */
  readonly spoil?: (input: ExportInput) => ExportInput;
  /** Sees the folder while it exists. */
  readonly look?: (folder: string) => void | Promise<void>;
}

export async function exported({ document, to, quantization, spoil, look }: ExportTest) {
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-export-'));
  const exporter = exporters.get(to)!;
  const spoilt: Exporter = spoil
    ? { ...exporter, files: (input) => exporter.files(spoil(input)) }
    : exporter;
  try {
    const result = await exportDocument({
      document,
      exporter: spoilt,
      host: testHost(),
      weights: drawnWeights(exportedProgram(document)),
      ...(quantization ? { quantization } : {}),
      write: async (name, parts) => {
        const file = path.join(folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, joined(parts));
      },
      ownLayers,
      pageScript,
      draw,
      executor: executor(exporter, folder),
    });
    await look?.(folder);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Exchanges the values of two weights of equal shape. */
export function swapped(first: string, second: string) {
  return (input: ExportInput): ExportInput => {
    const [a, b] = [input.weights.get(first), input.weights.get(second)];
    if (!a || !b) throw new Error(`There is no ${first} or no ${second} to exchange.`);
    const weights = new Map([...input.weights, [first, b] as const, [second, a] as const]);
    return { ...input, weights };
  };
}
