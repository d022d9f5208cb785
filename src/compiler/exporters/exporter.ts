/**
 * What an exporter is: a file beside this and a line in `all.ts`. It says what cannot be exported, by node and
 * before anything is written, and gives files as plain data.
 */
import type { Document } from '../../graph/document';
import type { Program } from '../program';
import type { DatasetSpec } from '../world';
import type { Files, TensorData } from './files';

/** What an exporter is told of the data that the network learned from. */
export interface ExportData {
  readonly spec: DatasetSpec;
  /** Class names by Output id. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** What fitted preparation steps learned, by step id. */
  readonly fitted: Readonly<
    Record<string, Readonly<Record<string, readonly number[] | readonly string[]>>>
  >;
  /** Prepared samples by Input id, flat: the first is shown as an example. */
  readonly samples: Readonly<Record<string, Float32Array>>;
}

export type Quantization = 'float16' | 'int8';
export const quantizations: readonly Quantization[] = ['float16', 'int8'];

export interface ExportInput {
  readonly document: Document;
  readonly program: Program;
  /** Every weight of the program by `<call>.<weight>`. */
  readonly weights: ReadonlyMap<string, TensorData>;
  readonly data?: ExportData;
  /** The factor of each class by Output id, for exporters that write training which balances them; absent without samples. */
  readonly classWeights?: Readonly<Record<string, readonly number[]>>;
  /** Metrics of the run that gave the weights, where they were trained. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly quantization?: Quantization;
  /** The module with the layer classes that TensorFlow.js lacks; present where the program needs one. */
  readonly ownLayers?: string;
  /** The script of a web page that runs the model; present for exporters that ask for it. */
  readonly pageScript?: string;
}

/** A call that an exporter cannot say, for people: which node, and why. */
export interface Gap {
  readonly network: string;
  readonly node: string;
  readonly kind: string;
  readonly reason: string;
}

/** What runs the files again, so that a passport can compare. */
export type RuntimeId = 'tfjs' | 'onnxruntime' | 'keras' | 'pytorch' | 'page';

export interface Exporter {
  readonly id: string;
  readonly label: string;
  /** Full sentences; the first at most 90 characters. */
  readonly doc: string;
  /** What executes the export; absent where the files hold no weights. */
  readonly runtime?: RuntimeId;
  /** True where the files hold the page's own script. */
  readonly needsPageScript?: boolean;
  /** True where the files train the network too, and are told what training takes from the data. */
  readonly writesTraining?: boolean;
  /** Weight formats beside float32. */
  readonly quantizations?: readonly Quantization[];
  /** Calls that the files could not express; empty where everything can be said. */
  readonly gaps: (program: Program) => readonly Gap[];
  readonly files: (input: ExportInput) => Files;
}

export function defineExporter(exporter: Exporter): Exporter {
  return exporter;
}

/** Gaps of an exporter with a table of rows: `refuse` says why a call has no row, or `undefined` where it has. */
export function gapsBy(
  program: Program,
  refuse: (call: Program['calls'][number]) => string | undefined,
): Gap[] {
  return program.calls.flatMap((call) => {
    const reason = refuse(call);
    return reason === undefined ? [] : [{ ...call.origin, kind: call.kind, reason }];
  });
}

/** The weights of a call in declared order; a call that shares takes those of the first one. */
export function weightsOfCall(
  { weights }: Pick<ExportInput, 'weights'>,
  call: Program['calls'][number],
): readonly (TensorData & { readonly name: string })[] {
  return call.weights.map(({ name }) => {
    const key = `${call.sharesWith ?? call.id}.${name}`;
    const found = weights.get(key);
    if (!found) throw new Error(`The export lacks the weight ${key}. Export a model folder whole.`);
    return { name, ...found };
  });
}
