/**
 * The safetensors format (huggingface/safetensors, v0.4): an 8-byte length, a JSON header, packed tensors.
 * The reader is total: whatever the bytes, it gives tensors or throws a `SafetensorsError`.
 */
import { bytesOf } from '../../compiler/exporters/files';
import { joined } from './parts';

export type StoredDtype = 'float32' | 'int32' | 'uint8';

export interface StoredTensor {
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

export interface Stored {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What was received, what was expected and what to do. */
export class SafetensorsError extends Error {
  constructor(received: string) {
    super(`The weights file ${received}. Expected a safetensors file; use one that Netloom wrote.`);
    this.name = 'SafetensorsError';
  }
}

const codes = { float32: 'F32', int32: 'I32', uint8: 'U8' } as const;
const dtypes: Readonly<Record<string, StoredDtype>> = { F32: 'float32', I32: 'int32', U8: 'uint8' };
const widths = { float32: 4, int32: 4, uint8: 1 } as const;

/** The format's own limit of the header, in bytes. */
const MAX_HEADER = 100_000_000;

/** The file as pieces that point into the tensors: header, then values in the map's order from a multiple of 8. */
export function safetensorsParts({ tensors, metadata }: Stored): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { dtype, shape, values }] of tensors) {
    header[name] = {
      dtype: codes[dtype],
      shape,
      data_offsets: [offset, offset + values.byteLength],
    };
    offset += values.byteLength;
  }
  const encoded = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(encoded.length / 8) * 8;
  const head = new Uint8Array(8 + length).fill(0x20, 8);
  new DataView(head.buffer).setBigUint64(0, BigInt(length), true);
  head.set(encoded, 8);
  return [head, ...[...tensors.values()].map(({ values }) => bytesOf(values))];
}

export function writeSafetensors(stored: Stored): Uint8Array {
  return joined(safetensorsParts(stored));
}

type Entry = { dtype: StoredDtype; shape: number[]; start: number; end: number };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function readEntry(name: string, value: unknown, available: number): Entry {
  const refuse = (what: string) => new SafetensorsError(`describes ${name} with ${what}`);
  if (!isRecord(value)) throw refuse('no record');
  const dtype = typeof value.dtype === 'string' ? dtypes[value.dtype] : undefined;
  if (!dtype) throw refuse(`the type ${String(value.dtype)}`);
  const { shape, data_offsets: offsets } = value;
  if (!Array.isArray(shape) || !shape.every(isSize)) throw refuse('no shape');
  if (!Array.isArray(offsets) || !offsets.every(isSize)) throw refuse('no offsets');
  const [start = 0, end = 0] = offsets;
  const size = shape.reduce((a, b) => a * b, 1) * widths[dtype];
  if (end - start !== size || end > available) throw refuse('offsets outside the file');
  return { dtype, shape, start, end };
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.byteLength < 8) throw new SafetensorsError(`has ${bytes.byteLength} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > Math.min(MAX_HEADER, bytes.byteLength - 8)) {
    throw new SafetensorsError('ends before its header does');
  }
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  } catch {
    throw new SafetensorsError('has a header that is not JSON');
  }
  if (!isRecord(header)) throw new SafetensorsError('has a header that is not a record');
  return { header, data: bytes.subarray(8 + length) };
}

function valuesOf(
  data: Uint8Array,
  { dtype, start, end }: Entry,
  inPlace: boolean,
): StoredTensor['values'] {
  // Numbers of four bytes may only begin at a multiple of four.
  const stays = inPlace && (data.byteOffset + start) % 4 === 0;
  const piece = stays ? data.subarray(start, end) : data.slice(start, end);
  if (dtype === 'uint8') return piece;
  const { buffer, byteOffset } = piece;
  const length = (end - start) / 4;
  return dtype === 'float32'
    ? new Float32Array(buffer, byteOffset, length)
    : new Int32Array(buffer, byteOffset, length);
}

/** Reads a file that fits in memory. Values are copies, or with `inPlace` parts of `bytes`, for who only reads them. */
export function readSafetensors(bytes: Uint8Array, { inPlace = false } = {}): Stored {
  const { header, data } = readHeader(bytes);
  const tensors = new Map<string, StoredTensor>();
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      if (!isRecord(value)) throw new SafetensorsError('has metadata that is not a record');
      metadata = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, String(v)]));
      continue;
    }
    const entry = readEntry(name, value, data.byteLength);
    const { dtype, shape } = entry;
    tensors.set(name, { dtype, shape, values: valuesOf(data, entry, inPlace) });
  }
  return { tensors, metadata };
}
