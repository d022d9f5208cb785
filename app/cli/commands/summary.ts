import { LowerError, lower } from '../../../src/compiler/lower';
import type { Program } from '../../../src/compiler/program';
import { problemsOf, readDocument } from '../documents';
import { answer, print } from '../output';
import { printProblems } from '../refuse';

interface Summary {
  readonly parameters: { total: number; trainable: number; nonTrainable: number };
  readonly macs: number;
  readonly layers: readonly {
    id: string;
    kind: string;
    outputShape: (number | null)[];
    parameters: number;
  }[];
}

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Counts of several programs as one; weights shared between calls count once, frozen ones as non-trainable. */
export function summarise(programs: readonly Program[]): Summary {
  const calls = programs.flatMap((program) =>
    program.calls.map((call) => {
      const own = call.sharesWith ? [] : call.weights;
      const parameters = own.reduce((sum, { shape }) => sum + size(shape), 0);
      const trainable = call.frozen
        ? 0
        : own.reduce(
            (sum, weight) => sum + (weight.trainable === false ? 0 : size(weight.shape)),
            0,
          );
      const id = programs.length > 1 ? `${program.network}.${call.id}` : call.id;
      return { id, call, parameters, trainable };
    }),
  );
  const total = calls.reduce((sum, { parameters }) => sum + parameters, 0);
  const trainable = calls.reduce((sum, call) => sum + call.trainable, 0);
  return {
    parameters: { total, trainable, nonTrainable: total - trainable },
    macs: calls.reduce((sum, { call }) => sum + call.macs, 0),
    layers: calls.map(({ id, call, parameters }) => ({
      id,
      kind: call.kind,
      outputShape: [null, ...call.outputShape],
      parameters,
    })),
  };
}

/** `summary FILE`: blocks are expanded; several networks of training (a GAN's) are listed one after another. */
export function summaryCommand(file: string, options: { json?: boolean }): void {
  const read = readDocument(file);
  const { document } = read;
  const trained =
    document.training?.phases.flatMap(({ networks }) => Object.values(networks)) ?? [];
  const names = [...new Set(trained.length > 0 ? trained : ['main'])];
  let programs: Program[];
  try {
    programs = names.map((name) => lower(document, name));
  } catch (error) {
    if (!(error instanceof LowerError)) throw error;
    printProblems(problemsOf(read), options.json);
    return;
  }
  const summary = summarise(programs);
  if (options.json) {
    answer(summary);
    return;
  }
  for (const { id, kind, outputShape, parameters } of summary.layers) {
    print(
      `${id.padEnd(28)} ${kind.padEnd(24)} ${outputShape.slice(1).join('×').padEnd(16)} ${parameters}`,
    );
  }
  print(`${summary.parameters.total} parameters, ${summary.macs} multiply-adds a sample`);
}
