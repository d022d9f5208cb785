import type { Document } from '../document';
import { networkOf, replaceNetwork } from '../network';

/** Networks start from these weights, by name; `released` networks no longer say that they start from their own. */
export function startFrom(
  document: Document,
  sources: Readonly<Record<string, string>>,
  released: readonly string[],
): Document {
  const freed = released.reduce((before, name) => {
    const found = networkOf(before, name);
    if (!found?.weights) return before;
    const { weights: _, ...rest } = found;
    return replaceNetwork(before, name, rest);
  }, document);
  return Object.entries(sources).reduce((before, [name, source]) => {
    const found = networkOf(before, name);
    if (!found || found.weights?.source === source) return before;
    return replaceNetwork(before, name, { ...found, weights: { source } });
  }, freed);
}
