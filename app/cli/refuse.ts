import type { Problem } from '../../src/compiler/problem';
import { problemLine } from './documents';
import { answer } from './output';

/** What a command prints for a document with an error: the answer of `check`, and exit code 1. */
export function refuse({ problems, more }: { problems: readonly Problem[]; more: number }): void {
  answer({ ok: false, problems: problems.map(problemLine), ...(more > 0 ? { more } : {}) });
  process.exitCode = 1;
}
