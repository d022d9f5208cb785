/** The messages between the studio and the worker that imports people's files. Nothing else crosses. */
import type { FilesDescription } from '../../compiler/files';
import type { ColumnType } from './column-types';
import type { FileProblem } from './problems';

/** What people corrected of the guesses. */
export interface Corrections {
  readonly target?: string;
  readonly types: Readonly<Record<string, ColumnType>>;
}

export type ToImporter =
  | {
      readonly type: 'open';
      readonly name: string;
      readonly files: readonly { readonly path: string; readonly file: File }[];
    }
  /** Reads what was opened into the store of this machine. */
  | { readonly type: 'import'; readonly corrections: Corrections };

export interface Guess {
  readonly kind: FilesDescription['kind'];
  readonly columns: FilesDescription['columns'];
  /** Columns of a table, with their guessed types. */
  readonly table?: readonly {
    readonly name: string;
    readonly type: ColumnType;
    readonly missing: number;
  }[];
}

export type FromImporter =
  | {
      readonly type: 'progress';
      readonly done: number;
      readonly total: number;
      /** Whether what was read stays when the import is ended. */
      readonly resumes: boolean;
    }
  | { readonly type: 'opened'; readonly guess: Guess }
  | {
      readonly type: 'imported';
      readonly description: FilesDescription;
      readonly problems: readonly FileProblem[];
      readonly more: number;
      /** Bytes that stay on disk while a network learns from them; 0 where all fits in memory. */
      readonly storedBytes: number;
    }
  | {
      readonly type: 'failed';
      readonly reason: 'files' | 'quota' | 'unknown';
      readonly message: string;
    };
