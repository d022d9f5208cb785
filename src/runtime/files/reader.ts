/** What reads one kind of files: whether it knows them, what they hold, and the samples that a description asks for. */
import type { FileColumn, FileKind } from '../../compiler/files';
import type { ColumnSpec } from '../../compiler/world';
import type { Parts } from '../dataset';
import type { ColumnType } from './column-types';
import type { FileProblems } from './problems';
import type { ShardFolder } from './shards';
import type { FileTree } from './tree';

export interface PictureSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** How a host decodes pictures; both throw an `Error` that says what is wrong with one. */
export interface PictureDecoder {
  /** The size of a picture, without decoding it. */
  readonly measure: (bytes: Uint8Array) => Promise<PictureSize>;
  /** Bytes 0 … 255, row by row, channels last; transparency on white, or on black where there is one channel. */
  readonly decode: (bytes: Uint8Array, size: PictureSize) => Promise<Uint8Array>;
}

export interface ReadContext {
  readonly pictures: PictureDecoder;
  readonly problems: FileProblems;
  /** A folder for pictures that are too many for memory, the same for the same files and name; absent without a disk. */
  readonly shards?: (name: string) => Promise<ShardFolder>;
  /** Stops between two files; what was read by then is thrown away. */
  readonly signal?: AbortSignal;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What the samples should look like: the columns that a document reads, and what people corrected. */
export interface Wish {
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  readonly target?: string;
  readonly types?: Readonly<Record<string, ColumnType>>;
}

export interface Description {
  readonly kind: FileKind;
  readonly columns: Readonly<Record<string, FileColumn>>;
  /** What the wish names and the files do not have. */
  readonly missing: readonly string[];
}

export interface Opened {
  /** Columns of a table, with their guessed types. */
  readonly columns?: readonly {
    readonly name: string;
    readonly type: ColumnType;
    readonly missing: number;
  }[];
  readonly describe: (wish: Wish) => Promise<Description>;
  readonly load: (columns: Description['columns']) => Promise<Parts>;
}

export interface FileReader {
  readonly id: string;
  /** Whether these files are of this kind. Looks at names and first bytes only. */
  readonly knows: (tree: FileTree) => Promise<boolean> | boolean;
  /** Throws a `FilesError` for files that cannot be read at all. */
  readonly open: (tree: FileTree, context: ReadContext) => Promise<Opened>;
}

/** The wished column that fits, by name, or what such a column is called otherwise. */
export function wishedName(
  { columns }: Wish,
  fits: (column: ColumnSpec) => boolean,
  otherwise: string,
): string {
  return Object.entries(columns).find(([, column]) => fits(column))?.[0] ?? otherwise;
}

export const isPicture = ({ shape, dtype }: ColumnSpec): boolean =>
  shape.length === 3 && dtype !== 'text';
export const isClass = ({ classes, shape }: ColumnSpec): boolean =>
  classes !== undefined && shape.length === 0;

/** Stops an import that somebody cancelled. */
export function requireGoing(signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
}
