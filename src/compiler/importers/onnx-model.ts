/** An ONNX model as it was read: plain data, numbers as numbers. `runtime/containers/onnx-read.ts` makes it. */

/** A tensor whose values stand in the file. Whole numbers are a plain list. */
export interface OnnxConstant {
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly number[];
}

export type OnnxValue =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly texts: readonly string[] }
  | { readonly tensor: OnnxConstant }
  /** A graph, a sparse tensor and whatever comes later. */
  | { readonly unread: string };

export interface OnnxOperator {
  readonly name: string;
  readonly op: string;
  /** Empty for ONNX's own operators. */
  readonly domain: string;
  /** Names of values; an empty one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxValue>>;
}

export interface OnnxPort {
  readonly name: string;
  /** Batch axis included; `null` is free. `undefined` where the file does not say. */
  readonly shape: readonly (number | null)[] | undefined;
  readonly isInteger: boolean;
}

export interface OnnxGraph {
  readonly name: string;
  readonly opset: number;
  readonly producer: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Sources first, as ONNX demands. */
  readonly operators: readonly OnnxOperator[];
  readonly constants: ReadonlyMap<string, OnnxConstant>;
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  /** Shapes of values in between, where the file has them. */
  readonly shapes: ReadonlyMap<string, readonly (number | null)[]>;
}
