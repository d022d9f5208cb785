/** Everything that is wrong with a document. */
import type { Document } from '../graph/document';
import { networkNames } from '../graph/network';
import { inferNetwork } from './infer';
import type { Problem } from './problem';
import { structureProblems } from './structure';
import type { World } from './world';

/** No more problems than this are listed. */
export const MOST_PROBLEMS = 100;

export interface Checked {
  /** Errors first, then warnings and notes, at most 100. */
  readonly problems: readonly Problem[];
  /** How many more there are. */
  readonly more: number;
}

export function check(document: Document, _world: World): Checked {
  const problems: Problem[] = [];
  for (const name of networkNames(document)) {
    problems.push(...structureProblems(document, name));
    for (const facts of inferNetwork(document, name).nodes.values())
      problems.push(...facts.problems);
  }
  const rank = { error: 0, warning: 1, info: 2 };
  problems.sort((a, b) => rank[a.severity] - rank[b.severity]);
  return {
    problems: problems.slice(0, MOST_PROBLEMS),
    more: Math.max(0, problems.length - MOST_PROBLEMS),
  };
}
