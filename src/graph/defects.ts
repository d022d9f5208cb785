/** What was wrong in a file, gathered while it is read: the first hundred in full, the others counted. */

export type DefectCode =
  | 'type'
  | 'missing'
  | 'number'
  | 'range'
  | 'name'
  | 'duplicate'
  | 'dangling-edge'
  | 'edge-order'
  | 'forbidden-key'
  | 'unknown-field'
  | 'depth'
  | 'length';

/** A place in a file that could not be taken as it stands, and what became of it. */
export interface Defect {
  /** Where: `networks.main.nodes[3].config.units`. */
  readonly path: string;
  readonly code: DefectCode;
  /** A warning loses nothing that the document means. */
  readonly severity: 'error' | 'warning';
  readonly network?: string;
  readonly node?: string;
  /** What was received and what was expected. */
  readonly message: string;
  /** What to do, or what was done. */
  readonly hint: string;
}

export const MOST_DEFECTS = 100;

/** The defects of one file, with the network and node that are being read. */
export class Defects {
  readonly kept: Defect[] = [];
  more = 0;
  network: string | undefined;
  node: string | undefined;

  add(path: string, code: DefectCode, message: string, hint: string): void {
    if (this.kept.length >= MOST_DEFECTS) {
      this.more += 1;
      return;
    }
    const severity = code === 'unknown-field' || code === 'edge-order' ? 'warning' : 'error';
    this.kept.push({
      path: path.length > 300 ? `${path.slice(0, 300)}…` : path,
      code,
      severity,
      ...(this.network === undefined ? {} : { network: this.network }),
      ...(this.node === undefined ? {} : { node: this.node }),
      message,
      hint,
    });
  }
}

/** A name from a file as a message shows it: quoted and at most 40 characters of it. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** What a value is, in words: `the number 3`, `a list`, `nothing`. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string')
    return isNotFinite(value) ? 'a number that is not finite' : `the text ${quote(value)}`;
  if (typeof value === 'number')
    return Number.isFinite(value) ? `the number ${value}` : 'a number that is not finite';
  return typeof value === 'boolean' ? `${value}` : 'an object';
}

// Python and others write NaN and Infinity, which JSON does not have; see `parseJson`.
const NOT_FINITE = '\u0000not finite\u0000';

/** Whether a text stands where the file had NaN or Infinity. */
export function isNotFinite(value: string): boolean {
  return value === NOT_FINITE;
}

/** The text with NaN and Infinity outside of strings replaced by the marker. */
function markNotFinite(text: string): string {
  const word = /-?(?:NaN|Infinity)\b/y;
  const parts: string[] = [];
  let from = 0;
  // By hand: a regular expression over whole strings runs out of stack on a name of a megabyte.
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      for (i += 1; i < text.length && text.charCodeAt(i) !== 0x22; i += 1) {
        if (text.charCodeAt(i) === 0x5c) i += 1;
      }
    } else if (code === 0x4e || code === 0x49 || code === 0x2d) {
      word.lastIndex = i;
      if (!word.test(text)) continue;
      parts.push(text.slice(from, i), JSON.stringify(NOT_FINITE));
      from = word.lastIndex;
      i = from - 1;
    }
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

/** JSON in which NaN and Infinity may stand as values; those become a marker that `isNotFinite` knows. */
export function parseJson(text: string): { readonly value: unknown } | { readonly error: string } {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { value: JSON.parse(plain) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not JSON';
    const marked = markNotFinite(plain);
    if (marked === plain) return { error: message };
    try {
      return { value: JSON.parse(marked) };
    } catch {
      return { error: message };
    }
  }
}
