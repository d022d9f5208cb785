/** Where the import stands: all that the first view needs of it. What reads the files is fetched when somebody brings some. */
import { createStore } from 'zustand/vanilla';
import type { FilesDescription } from '../../../src/compiler/files';
import type { FromImporter, Guess } from '../../../src/runtime/files/import-protocol';
import type { FileProblem } from '../../../src/runtime/files/problems';

export type Import =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'reading';
      readonly name: string;
      readonly share: number;
      /** Whether what was read stays when the import is ended. */
      readonly resumes?: boolean;
    }
  | { readonly phase: 'opened'; readonly name: string; readonly guess: Guess }
  | {
      readonly phase: 'done';
      readonly name: string;
      readonly description: FilesDescription;
      readonly problems: readonly FileProblem[];
      readonly count: number;
      /** As the worker says it. */
      readonly storedBytes: number;
    }
  | {
      readonly phase: 'failed';
      readonly name: string;
      readonly reason: Extract<FromImporter, { type: 'failed' }>['reason'];
      readonly message: string;
    };

export const imports = createStore<Import>()(() => ({ phase: 'idle' }));
