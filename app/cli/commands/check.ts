import { problemLine, problemsOf, readDocument } from '../documents';
import { answer, say } from '../output';

/** `check FILE`: exit 1 when the document has an error. */
export function checkCommand(file: string, options: { json?: boolean }): void {
  const { problems, more } = problemsOf(readDocument(file));
  const ok = !problems.some(({ severity }) => severity === 'error');
  if (options.json) {
    answer({ ok, problems: problems.map(problemLine), ...(more > 0 ? { more } : {}) });
  } else {
    for (const { severity, network, node, message, hint } of problems) {
      say(`${severity}: ${node ? `${network}/${node}` : network}: ${message} ${hint}`);
    }
    say(ok ? 'No problems that block training.' : `${problems.length + more} problems.`);
  }
  if (!ok) process.exitCode = 1;
}
