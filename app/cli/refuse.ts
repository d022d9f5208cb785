import type { Problem } from '../../src/compiler/problem';
import { problemLine } from './documents';
import { answer } from './output';

/** What a command prints for a document with an error: the answer of `check`, and exit code 1. */
export function refuse({ problems, more }: { problems: readonly Problem[]; more: number }): void {
  answer({ ok: false, problems: problems.map(problemLine), ...(more > 0 ? { more } : {}) });
  process.exitCode = 1;
}

/** Whether a document has an error, and then what `refuse` prints of it. `own` are problems that checking cannot know. */
export function refused(
  { problems, more }: { problems: readonly Problem[]; more: number },
  own: readonly Problem[],
): boolean {
  const all = [...own, ...problems];
  if (!all.some(({ severity }) => severity === 'error')) return false;
  refuse({ problems: all, more });
  return true;
}
