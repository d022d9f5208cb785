/** Vectors of words meet the words that they belong to only where the preparation numbers them by the same list. */
import type { Document } from '../graph/document';
import { INPUT_KIND } from '../graph/network';
import type { Findings } from './findings';
import { lowered } from './lower';
import { type Chain, PREPARATION, preparationChains } from './preparation/infer';
import { type Call, callOfValue, type Program } from './program';
import type { World } from './world';

export function checkWords(
  document: Document,
  world: World,
  trained: Iterable<string>,
  findings: Findings,
): void {
  const starts = Object.values(document.networks).map(({ weights }) => weights?.source ?? '');
  const lists = new Set(starts.filter((source) => world.weights?.get(source)?.words));
  // Lowering takes longer than this look, and most documents have no words.
  if (!document.data || lists.size === 0) return;
  const chains = preparationChains(document.data.preparation);
  for (const name of trained) {
    const program = lowered(document, name);
    for (const call of program?.calls ?? []) {
      const { source = '' } = call.start ?? {};
      const chain = program && lists.has(source) && chainInto(call, program, chains);
      if (chain) reportOther(chain, call, source, findings);
    }
  }
}

/** The way of the data to the Input from which a call's values come. */
function chainInto(
  call: Call,
  { calls }: Pick<Program, 'calls'>,
  chains: readonly Chain[],
): Chain | undefined {
  const before = calls.find(({ id }) => id === callOfValue(call.inputs[0] ?? ''));
  if (before && before.kind !== INPUT_KIND) return chainInto(before, { calls }, chains);
  return chains.find(({ feed }) => feed === before?.id);
}

function reportOther({ steps }: Chain, call: Call, source: string, findings: Findings): void {
  const numbering = steps.find(({ kind }) => kind === 'TextVectorization');
  if (numbering?.config.vocabulary === source) return;
  const { network, node } = call.origin;
  const place = numbering
    ? { network: PREPARATION, node: numbering.id, param: 'vocabulary' }
    : { network, node };
  findings.report('other-words', place, { layer: call.id, source });
}
