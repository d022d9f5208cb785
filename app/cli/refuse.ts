import type { Problem } from '../../src/compiler/problem';
import { problemLine } from './documents';
import { answer, print } from './output';

interface Listed {
  readonly problems: readonly Problem[];
  readonly more: number;
}

const hasError = ({ problems }: Listed): boolean =>
  problems.some(({ severity }) => severity === 'error');

/** What `check` says of a document; exit code 1 where it has an error. */
export function printProblems(listed: Listed, json = false): void {
  const { problems, more } = listed;
  const ok = !hasError(listed);
  if (json) answer({ ok, problems: problems.map(problemLine), ...(more > 0 ? { more } : {}) });
  else {
    for (const { severity, network, node, message, hint } of problems) {
      print(`${severity}: ${node ? `${network}/${node}` : network}: ${message} ${hint}`);
    }
    print(ok ? 'No problems that block training.' : `${problems.length + more} problems.`);
  }
  if (!ok) process.exitCode = 1;
}

/** Whether a document has an error, and then what `check` says of it. `own` are problems that checking cannot know. */
export function refused(
  { problems, more }: Listed,
  own: readonly Problem[],
  json = false,
): boolean {
  const all = { problems: [...own, ...problems], more };
  if (!hasError(all)) return false;
  printProblems(all, json);
  return true;
}
