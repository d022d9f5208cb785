import { runZoo } from '../../../src/runtime/zoo';
import { readDocument, templateIds } from '../documents';
import { nodeHost } from '../host';
import { answer, say, UsageError } from '../output';

/** `zoo [ID…]`: trains every template that promises a result; exit 1 when one misses it. */
export async function zooCommand(ids: readonly string[]): Promise<void> {
  const known = templateIds();
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown)
    throw new UsageError(`There is no template ${unknown}; templates are ${known.join(', ')}.`);
  const chosen = (ids.length > 0 ? ids : known)
    .map((id) => ({ id, document: readDocument(id).document }))
    .filter(({ document }) => document.about?.expects);
  const allPassed = await runZoo(chosen, nodeHost(), {
    onLine: answer,
    onAbsent: (id, { message, hint }) => say(`${id} was not trained: ${message} ${hint}`),
  });
  if (!allPassed) process.exitCode = 1;
}
