/**
 * The safetensors format (huggingface/safetensors, v0.4): an 8-byte length, a JSON header, packed tensors.
 * The reader is total: whatever the bytes, it gives tensors or throws a `SafetensorsError`.
 */
import { bytesOf } from '../../compiler/exporters/files';
import { joined } from './parts';
import { repeatedName } from './repeated-name';

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
    super(`The weights file ${received}. Expected a whole safetensors file; write it again.`);
    this.name = 'SafetensorsError';
  }
}

const codes = { float32: 'F32', int32: 'I32', uint8: 'U8' } as const;
const dtypes: Readonly<Record<string, StoredDtype>> = { F32: 'float32', I32: 'int32', U8: 'uint8' };

/** Bytes of a value, by the format's own names of types. */
const widths: Readonly<Record<string, number>> = {
  ...{ F64: 8, F32: 4, F16: 2, BF16: 2, F8_E4M3: 1, F8_E5M2: 1 },
  ...{ I64: 8, I32: 4, I16: 2, I8: 1, U64: 8, U32: 4, U16: 2, U8: 1, BOOL: 1 },
};

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

/** Where a tensor lies in the file, known before a value is read. */
export interface TensorEntry {
  /** `F32`, `BF16` and so on. */
  readonly code: string;
  readonly shape: readonly number[];
  /** Its bytes within those of all tensors. */
  readonly start: number;
  readonly end: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function readEntry(name: string, value: unknown, available: number): TensorEntry {
  const refuse = (what: string) => new SafetensorsError(`describes ${name} with ${what}`);
  if (!isRecord(value)) throw refuse('no record');
  const code = String(value.dtype);
  const width = Object.hasOwn(widths, code) ? widths[code] : undefined;
  if (width === undefined) throw refuse(`the type ${code.slice(0, 20)}`);
  const { shape, data_offsets: offsets } = value;
  if (!Array.isArray(shape) || !shape.every(isSize)) throw refuse('no shape');
  if (!Array.isArray(offsets) || !offsets.every(isSize)) throw refuse('no offsets');
  const [start = 0, end = 0] = offsets;
  const size = shape.reduce((a, b) => a * b, 1) * width;
  if (end - start !== size || end > available) throw refuse('offsets outside the file');
  return { code, shape, start, end };
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.byteLength < 8) throw new SafetensorsError(`has ${bytes.byteLength} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > Math.min(MAX_HEADER, bytes.byteLength - 8)) {
    throw new SafetensorsError('ends before its header does');
  }
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw new SafetensorsError('has a header that is not JSON');
  }
  if (!isRecord(header)) throw new SafetensorsError('has a header that is not a record');
  const repeated = repeatedName(text);
  if (repeated !== undefined)
    throw new SafetensorsError(`describes ${repeated.slice(0, 100)} twice`);
  return { header, data: bytes.subarray(8 + length) };
}

function valuesOf(
  data: Uint8Array,
  { start, end }: TensorEntry,
  { dtype, inPlace }: { readonly dtype: StoredDtype; readonly inPlace: boolean },
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

/** What a file says of its tensors, and the bytes of them all. Throws a `SafetensorsError`. */
export function openSafetensors(bytes: Uint8Array): {
  readonly entries: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Stored['metadata'];
  readonly data: Uint8Array;
} {
  const { header, data } = readHeader(bytes);
  const { __metadata__: about = {}, ...described } = header;
  if (!isRecord(about)) throw new SafetensorsError('has metadata that is not a record');
  const metadata = Object.fromEntries(Object.entries(about).map(([k, v]) => [k, String(v)]));
  const entries = new Map(
    Object.entries(described).map(([name, value]) => [
      name,
      readEntry(name, value, data.byteLength),
    ]),
  );
  return { entries, metadata, data };
}

/**
 * Reads a file of Netloom's own that fits in memory. Values are copies, or with `inPlace` parts of `bytes`, for who only
 * reads them.
 */
export function readSafetensors(bytes: Uint8Array, { inPlace = false } = {}): Stored {
  const { entries, metadata, data } = openSafetensors(bytes);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of entries) {
    const dtype = dtypes[entry.code];
    if (!dtype) throw new SafetensorsError(`describes ${name} with the type ${entry.code}`);
    const values = valuesOf(data, entry, { dtype, inPlace });
    tensors.set(name, { dtype, shape: entry.shape, values });
  }
  return { tensors, metadata };
}
