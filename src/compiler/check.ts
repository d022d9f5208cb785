/**
 * Everything that is wrong with a document: graph, parameters, shapes, data, training. At most a hundred problems are
 * listed. Each carries the repairs that mend it.
 */
import type { Defect } from '../graph/defects';
import { type Document, MAIN } from '../graph/document';
import { nestedNetworks, networkNames, networkOf, placedNetwork } from '../graph/network';
import { isTooLarge, MOST_LAYERS } from './blocks';
import { checkLints, checkRates } from './check-lints';
import { checkOutputs } from './check-outputs';
import { checkSequences } from './check-sequences';
import {
  checkData,
  checkMemory,
  checkPhases,
  checkWeights,
  trainedNetworks,
} from './check-training';
import { checkWords } from './check-words';
import { type Checked, Findings } from './findings';
import { inferNetwork } from './infer';
import { checkPreparation, PREPARATION, type PreparationFacts } from './preparation/infer';
import type { Problem } from './problem';
import { withRepairs } from './repairs/all';
import { reportStructure } from './structure';
import type { World } from './world';

export type { Checked } from './findings';

export function check(document: Document, world: World): Checked {
  return found(document, world, []);
}

/** The same for a document as it came out of `parse`, with what was wrong in the file first. */
export function checkParsed(
  parsed: {
    readonly document: Document;
    readonly defects: readonly Defect[];
    readonly more: number;
  },
  world: World,
): Checked {
  const defects = parsed.defects.map(problemOfDefect);
  const { problems, more } = found(parsed.document, world, defects);
  return { problems, more: more + parsed.more };
}

/** A defect of the file as a problem; it has no repair, since the document has been read without it. */
export function problemOfDefect(defect: Defect): Problem {
  const { code, severity, network = '', node, path, message, hint } = defect;
  return {
    code: `file-${code}`,
    severity,
    network,
    ...(node === undefined ? {} : { node }),
    message,
    hint,
    values: { path, message, hint },
    repairs: [],
  };
}

function found(document: Document, world: World, first: readonly Problem[]): Checked {
  const findings = new Findings();
  for (const problem of first) findings.add(problem);
  const trained = trainedNetworks(document, world);
  const parts = partsOnly(document, trained.keys());
  for (const name of networkNames(document)) {
    reportStructure(document, name, findings.report);
    checkNodes(document, name, parts.has(name), findings);
  }
  checkData(document, world, findings);
  checkWeights(document, world, findings);
  checkPhases(document, world, findings);
  const { feeds, problems } = checkSteps(document, world, findings);
  for (const problem of problems) findings.add(problem);
  for (const [name, { targets }] of trained) {
    if (targets) checkOutputs(document, name, feeds, findings);
    checkMemory(document, name, findings);
  }
  checkLints(document, withInner(document, trained.keys()), feeds, findings);
  checkRates(document, world, findings);
  checkSequences(document, trained.keys(), findings);
  checkWords(document, world, trained.keys(), findings);
  const { problems: listed, more } = findings.result();
  return { problems: listed.map((problem) => withRepairs(document, world, problem)), more };
}

function checkSteps(document: Document, world: World, findings: Findings): PreparationFacts {
  const preparation = document.data?.preparation;
  if (!preparation || !isTooLarge(preparation)) return checkPreparation(document, world);
  findings.report(
    'network-too-large',
    { network: PREPARATION },
    {
      nodes: preparation.nodes.length,
      edges: preparation.edges.length,
      limit: MOST_LAYERS,
    },
  );
  return { signals: new Map(), feeds: new Map(), problems: [] };
}

/** Networks that only stand inside others: their shapes are checked where they are placed. */
function partsOnly(document: Document, trained: Iterable<string>): ReadonlySet<string> {
  const placed = new Set<string>();
  for (const name of networkNames(document)) {
    for (const node of networkOf(document, name)?.nodes ?? []) {
      const inner = placedNetwork(node);
      if (inner !== undefined) placed.add(inner);
    }
  }
  for (const name of [MAIN, ...trained]) placed.delete(name);
  return placed;
}

function withInner(document: Document, names: Iterable<string>): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of [...found]) {
    for (const inner of nestedNetworks(document, name)) found.add(inner);
  }
  return found;
}

const isOwn = ({ code }: Problem): boolean =>
  code.startsWith('param-') || code.startsWith('block-');

function checkNodes(document: Document, name: string, isPart: boolean, findings: Findings): void {
  const scoped = inferNetwork(document, name);
  for (const [id, { problems }] of scoped.nodes) {
    for (const problem of problems) {
      if (isPart && !isOwn(problem)) continue;
      if (problem.code === 'block-inside' && isReportedInside(document, name, id)) continue;
      findings.add(problem);
    }
  }
}

/** Whether the block has the problem by itself, so that it is listed there. */
function isReportedInside(document: Document, name: string, id: string): boolean {
  const node = networkOf(document, name)?.nodes.find((other) => other.id === id);
  const inner = node && placedNetwork(node);
  if (inner === undefined) return false;
  const facts = inferNetwork(document, inner);
  return [...facts.nodes.values()].some(({ problems }) =>
    problems.some((problem) => problem.severity === 'error' && isOwn(problem)),
  );
}
