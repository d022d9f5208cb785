/** What a repair would change: for the card that offers it. */
import type { Document } from '../graph/document';
import { check } from './check';
import { infer } from './infer';
import type { Repair } from './problem';
import type { World } from './world';

export interface RepairCost {
  /** Errors and warnings of the document after the repair. */
  readonly problemsLeft: number;
  /** How many more parameters the networks have. */
  readonly parameters: number;
  /** How many more multiply-adds a sample takes. */
  readonly macs: number;
}

export function repairCost(document: Document, repair: Repair, world: World): RepairCost {
  const after = repair.apply(document);
  const { problems, more } = check(after, world);
  const [before, then] = [totals(document), totals(after)];
  return {
    problemsLeft: problems.filter((problem) => problem.severity !== 'info').length + more,
    parameters: then.parameters - before.parameters,
    macs: then.macs - before.macs,
  };
}

function totals(document: Document): { parameters: number; macs: number } {
  let [parameters, macs] = [0, 0];
  for (const facts of infer(document).values()) {
    parameters += facts.totals.parameters;
    macs += facts.totals.macs;
  }
  return { parameters, macs };
}
