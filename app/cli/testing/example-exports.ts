/** Networks exported, executed in one process, and compared with the model in the studio: examples of kinds and others. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exporters } from '../../../src/compiler/exporters/all';
import type { Exporter } from '../../../src/compiler/exporters/exporter';
import { layerByKind, layers } from '../../../src/compiler/layers/all';
import { lower } from '../../../src/compiler/lower';
import { exampleDocument } from '../../../src/compiler/testing/example';
import type { Document } from '../../../src/graph/document';
import { buildModel } from '../../../src/runtime/build';
import { encodeFiles } from '../../../src/runtime/containers/encode';
import { joined } from '../../../src/runtime/containers/parts';
import { needsOwnLayers } from '../../../src/runtime/kernels/layers/module';
import { compareOutputs } from '../../../src/runtime/passport-compare';
import { referenceOf } from '../../../src/runtime/passport-reference';
import { passportSamples } from '../../../src/runtime/passport-samples';
import { drawnWeights } from '../../../src/runtime/testing/drawn-weights';
import { testHost } from '../../../src/runtime/testing/host';
import { ownLayers } from '../built-modules';
import { executeAll, type JobOptions } from '../execute';

/** A network and what it is an example of. */
export interface ExportCase {
  /** `Dense {"units":10}` */
  readonly title: string;
  readonly kind: string;
  readonly document: Document;
}

export interface ExampleResult extends Pick<ExportCase, 'title' | 'kind'> {
  /** Why the exporter refuses it, `''` where it does not. */
  readonly gap: string;
  /** What went wrong, `''` where the values agree. */
  readonly fault: string;
}

/** Kinds without a layer of their own. */
const withoutLayer = ['Input', 'Output', 'Network'];

const kinds = Object.keys(layers).filter((kind) => !withoutLayer.includes(kind));
export const examples: readonly ExportCase[] = kinds.flatMap((kind) =>
  (layerByKind(kind)?.examples ?? []).map((example) => ({
    kind,
    title: `${kind} ${JSON.stringify(example.config)}`,
    document: exampleDocument(kind, example),
  })),
);

interface Prepared {
  readonly index: number;
  readonly job: JobOptions;
  readonly expected: Readonly<Record<string, Float32Array>>;
}

interface Place {
  readonly index: number;
  readonly folder: string;
}

async function prepare(
  exporter: Exporter,
  { document }: ExportCase,
  { index, folder }: Place,
): Promise<Prepared> {
  const program = lower(document);
  const stored = drawnWeights(program);
  const weights = new Map(
    [...stored].map(([name, { shape, values }]) => [
      name.slice(program.network.length + 1),
      { shape, values: Float32Array.from(values) },
    ]),
  );
  mkdirSync(folder);
  const own = needsOwnLayers(program) ? { ownLayers: ownLayers() } : {};
  const input = { document, program, weights, ...own };
  for await (const [name, parts] of encodeFiles(exporter.files(input))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), joined(parts));
  }
  const { samples } = await passportSamples({ document, program, host: testHost(), count: 4 });
  const model = buildModel(program, { seed: 0, weights });
  const expected = await referenceOf(model, samples)(program.outputs);
  model.dispose();
  const options = { runtime: exporter.runtime!, exporter: exporter.id, folder };
  return { index, expected, job: { options, program, samples, ids: program.outputs } };
}

/** Every case by an exporter that has a runtime, or why none was executed. */
export async function exportResults(
  id: string,
  cases: readonly ExportCase[],
): Promise<readonly ExampleResult[] | { readonly missing: string }> {
  const exporter = exporters.get(id)!;
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-examples-'));
  try {
    const gaps: string[] = [];
    const prepared: Prepared[] = [];
    const broken = new Map<number, string>();
    for (const [i, one] of cases.entries()) {
      try {
        gaps[i] = exporter.gaps(lower(one.document))[0]?.reason ?? '';
        const place = { index: i, folder: path.join(folder, String(i)) };
        if (!gaps[i]) prepared.push(await prepare(exporter, one, place));
      } catch (error) {
        broken.set(i, String(error));
      }
    }
    const results = await executeAll(
      exporter.runtime!,
      prepared.map(({ job }) => job),
    );
    if ('missing' in results) return results;
    const faults = new Map([
      ...broken,
      ...prepared.map(({ index, expected, job }, i) => {
        const result = results[i]!;
        if ('error' in result) return [index, result.error] as const;
        const found = compareOutputs(expected, result.values, job.samples);
        const agrees = found.maxDifference <= found.tolerance;
        return [index, agrees ? '' : `differs by ${found.maxDifference}`] as const;
      }),
    ]);
    return cases.map(({ title, kind }, i) => ({
      title,
      kind,
      gap: gaps[i] ?? '',
      fault: faults.get(i) ?? '',
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
