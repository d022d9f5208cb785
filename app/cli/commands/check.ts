import { problemsOf, readDocument } from '../documents';
import { printProblems } from '../refuse';

/** `check FILE`: exit 1 when the document has an error. */
export function checkCommand(file: string, options: { json?: boolean }): void {
  printProblems(problemsOf(readDocument(file)), options.json);
}
