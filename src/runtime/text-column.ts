/** A column of text: every sample's UTF-8 in one array, so that a hundred thousand texts are two objects. */
import type { Column } from './dataset';

type TextColumn = Column & { readonly values: Uint8Array; readonly ends: Uint32Array };

/** Texts in their order. */
export function packTexts(texts: readonly string[]): TextColumn {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const ends = new Uint32Array(parts.length);
  let length = 0;
  for (const [i, part] of parts.entries()) {
    length += part.length;
    ends[i] = length;
  }
  const values = new Uint8Array(length);
  for (const [i, part] of parts.entries()) values.set(part, ends[i]! - part.length);
  return { shape: [], values, ends };
}

/** The texts of a column, one a sample; throws where the column holds numbers. */
export function textsOf(column: Column): string[] {
  const { values, ends } = asTexts(column);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return Array.from(ends, (end, i) => decoder.decode(values.subarray(ends[i - 1] ?? 0, end)));
}

/** The chosen texts, in the order of `rows`. */
export function gatherTexts(column: Column, rows: Int32Array): TextColumn {
  const { values, ends } = asTexts(column);
  const chosen = new Uint32Array(rows.length);
  let length = 0;
  rows.forEach((row, i) => {
    length += ends[row]! - (ends[row - 1] ?? 0);
    chosen[i] = length;
  });
  const gathered = new Uint8Array(length);
  rows.forEach((row, i) => {
    gathered.set(values.subarray(ends[row - 1] ?? 0, ends[row]), chosen[i - 1] ?? 0);
  });
  return { shape: column.shape, values: gathered, ends: chosen };
}

function asTexts(column: Column): TextColumn {
  if (column.ends && column.values instanceof Uint8Array) return column as TextColumn; // just looked at
  throw new TypeError('A column of numbers was read as text.');
}
