/**
 * Reads single values of a document out of whatever a file holds: takes what is usable, notes what is not.
 * Nothing here throws.
 */

import { type Defects, describe, isNotFinite, quote } from './defects';
import type { Config, Json, Position } from './document';
import { forbiddenKeys } from './ids';

export type Raw = Readonly<Record<string, unknown>>;

const DEEPEST = 64;
const FARTHEST = 1e7;
const LONGEST_TEXT = 2000;

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own value; never one that it inherits. */
export function own(raw: Raw, key: string): unknown {
  return Object.hasOwn(raw, key) ? raw[key] : undefined;
}

/** Notes fields that version 1 does not have. */
export function noteUnknown(
  raw: Raw,
  known: ReadonlySet<string>,
  path: string,
  defects: Defects,
): void {
  for (const key of Object.keys(raw)) {
    if (known.has(key)) continue;
    const code = forbiddenKeys.has(key) ? 'forbidden-key' : 'unknown-field';
    defects.add(
      `${path}${path && '.'}${quote(key).slice(1, -1)}`,
      code,
      `The field ${quote(key)} is not part of the format.`,
      'It was left out; remove it, or move it into a node’s config.',
    );
  }
}

/** A text of at most 2,000 characters; a longer one is cut. */
export function readText(value: unknown, path: string, defects: Defects): string | undefined {
  if (typeof value !== 'string' || isNotFinite(value)) {
    defects.add(path, 'type', `${path} is ${describe(value)}, not a text.`, 'Write it in quotes.');
    return undefined;
  }
  if (value.length <= LONGEST_TEXT) return value;
  defects.add(
    path,
    'length',
    `${path} has ${value.length} characters; at most ${LONGEST_TEXT} fit.`,
    'It was cut there.',
  );
  // Not in the middle of a surrogate pair.
  return value.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '');
}

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  readonly fallback: number;
}

/** A finite number in the range; else the fallback and a defect. */
export function readNumber(value: unknown, range: Range, path: string, defects: Defects): number {
  const { min, max, whole, fallback } = range;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    const isNumber = typeof value === 'number' || (typeof value === 'string' && isNotFinite(value));
    defects.add(
      path,
      isNumber ? 'number' : 'type',
      `${path} is ${describe(value)}, not a finite number.`,
      `${fallback} was taken; write a number.`,
    );
    return fallback;
  }
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  const wanted = max >= Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
  defects.add(
    path,
    'range',
    `${path} is ${value}, not a ${whole ? 'whole ' : ''}number ${wanted}.`,
    `${fallback} was taken.`,
  );
  return fallback;
}

export function readBoolean(value: unknown, path: string, defects: Defects): boolean | undefined {
  if (typeof value === 'boolean') return value;
  defects.add(path, 'type', `${path} is ${describe(value)}.`, 'Write true or false.');
  return undefined;
}

export function readPosition(value: unknown, path: string, defects: Defects): Position {
  if (!isRecord(value)) {
    defects.add(
      path,
      'type',
      `${path} is ${describe(value)}, not { x, y }.`,
      'It was put at 0, 0.',
    );
    return { x: 0, y: 0 };
  }
  const range = { min: -FARTHEST, max: FARTHEST, fallback: 0 };
  noteUnknown(value, positionFields, path, defects);
  // Adding 0 turns −0 into 0.
  return {
    x: readNumber(own(value, 'x'), range, `${path}.x`, defects) + 0,
    y: readNumber(own(value, 'y'), range, `${path}.y`, defects) + 0,
  };
}

const positionFields = new Set(['x', 'y']);

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && !isNotFinite(value));

/** A JSON value; `undefined` where it cannot be kept. A list with such an entry goes as a whole. */
function readJson(value: unknown, path: string, depth: number, defects: Defects): Json | undefined {
  if (isPlain(value)) return value;
  if (depth > DEEPEST) {
    const message = `${path} is nested more than ${DEEPEST} levels deep.`;
    defects.add(path, 'depth', message, 'It was left out; write it flatter.');
    return undefined;
  }
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const [i, item] of value.entries()) {
      const read = readJson(item, `${path}[${i}]`, depth + 1, defects);
      if (read === undefined) return undefined;
      items.push(read);
    }
    return items;
  }
  if (isRecord(value)) return readRecord(value, path, depth, defects);
  const message = `${path} is a number that is not finite.`;
  defects.add(path, 'number', message, 'It was left out; write a finite number.');
  return undefined;
}

function readRecord(raw: Raw, path: string, depth: number, defects: Defects): Config {
  const config: Record<string, Json> = {};
  for (const key of Object.keys(raw)) {
    const at = `${path}.${key.length > 40 ? `${key.slice(0, 40)}…` : key}`;
    if (forbiddenKeys.has(key)) {
      const message = `The name ${quote(key)} cannot be used in ${path}.`;
      defects.add(at, 'forbidden-key', message, 'It was left out; choose another name.');
      continue;
    }
    const value = readJson(raw[key], at, depth + 1, defects);
    if (value !== undefined) config[key] = value;
  }
  return config;
}

/** Values by parameter name, whatever the parameters are. An absent config is empty. */
export function readConfig(value: unknown, path: string, defects: Defects): Config {
  if (value === undefined) return {};
  if (isRecord(value)) return readRecord(value, path, 0, defects);
  const message = `${path} is ${describe(value)}, not an object.`;
  defects.add(path, 'type', message, 'It was taken as empty: every parameter has its default.');
  return {};
}
