/** What an export consists of, as plain data: `runtime/containers/` turns trees into bytes. */
import type { Json } from '../../graph/document';

export type TensorDtype = 'float32' | 'int32' | 'uint32' | 'uint8';

/** Row-major values of a weight. */
export interface TensorData {
  readonly shape: readonly number[];
  /** May be made anew whenever it is read. */
  readonly values: Float32Array;
}

export interface Hdf5Dataset {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'uint32';
  readonly values: Float32Array | Uint32Array;
}

export interface Hdf5Group {
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>;
  readonly groups?: Readonly<Record<string, Hdf5Group>>;
  readonly datasets?: Readonly<Record<string, Hdf5Dataset>>;
}

/** An attribute of an ONNX node; ONNX tells whole numbers from others, so each says which it is. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly texts: readonly string[] };

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array | Int8Array | Uint8Array | Uint16Array;
  /** How the values are read: `Uint16Array` holds halves. */
  readonly dtype: 'float32' | 'int64' | 'int8' | 'uint8' | 'float16';
}

export interface OnnxValue {
  readonly name: string;
  /** A text names a free size. */
  readonly shape: readonly (number | string)[];
}

export interface OnnxModel {
  readonly name: string;
  readonly opset: number;
  readonly doc: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** Arrays that are one run of bytes. */
export interface Base64 {
  readonly base64: readonly Uint8Array[];
}

/** What a host turns into the bytes of a PNG. */
export interface Drawing {
  readonly svg: string;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Content that is not yet bytes. */
export type Tree =
  | { readonly kind: 'zip'; readonly entries: Files }
  | { readonly kind: 'hdf5'; readonly root: Hdf5Group }
  | { readonly kind: 'onnx'; readonly model: OnnxModel; readonly externalName: string }
  | {
      readonly kind: 'safetensors';
      readonly tensors: ReadonlyMap<string, TensorData>;
      readonly metadata: Readonly<Record<string, string>>;
    }
  /** Text, and bytes written in it as base64. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Base64)[] }
  /** A drawing as pixels, with texts inside by their keywords. */
  | {
      readonly kind: 'png';
      readonly drawing: Drawing;
      readonly texts: Readonly<Record<string, string>>;
    }
  /** Several arrays after one another, without a copy of each. */
  | { readonly kind: 'parts'; readonly parts: readonly Uint8Array[] };

export type ExportFile = string | Uint8Array | Tree;

/** By path, `/` between folders. */
export type Files = ReadonlyMap<string, ExportFile>;

/** Indented JSON with a line at its end. */
export const jsonFile = (value: Json): string => `${JSON.stringify(value, null, 2)}\n`;

export const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
