/**
 * What the compiler knows of the open document: shapes, counts and problems, memoised on the document's identity.
 * Facts follow every edit at once; problems settle 300 ms after the last one, so that nothing flickers while typing.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { check } from '../../../src/compiler/check';
import type { NetworkFacts } from '../../../src/compiler/facts';
import { infer } from '../../../src/compiler/infer';
import type { Problem } from '../../../src/compiler/problem';
import type { Document } from '../../../src/graph/document';
import { type DocumentStore, useDocument } from './document';
import { placedFacts } from './placed';
import { usePath } from './shown';
import { world } from './world';

type DocumentFacts = ReadonlyMap<string, NetworkFacts>;

const SETTLE = 300;

const inferred = new WeakMap<Document, DocumentFacts>();
const checked = new WeakMap<Document, readonly Problem[]>();

export function factsOf(document: Document): DocumentFacts {
  let facts = inferred.get(document);
  if (!facts) {
    facts = infer(document);
    inferred.set(document, facts);
  }
  return facts;
}

/** The problems of a document, at most 100, errors first; what a preview shows is checked by the same words. */
export function problemsOf(document: Document): readonly Problem[] {
  let problems = checked.get(document);
  if (!problems) {
    problems = check(document, world).problems;
    checked.set(document, problems);
  }
  return problems;
}

/** Facts of every network by name. */
export function useDocumentFacts(): DocumentFacts {
  return factsOf(useDocument((state) => state.document));
}

/** Facts of the network at the end of `usePath`, inside a block those of the placement that was entered. */
export function useFacts(): NetworkFacts {
  const document = useDocument((state) => state.document);
  return placedFacts(document, usePath()).facts;
}

interface Settled {
  /** The document that these are the problems of. */
  readonly document: Document | null;
  readonly problems: readonly Problem[];
}

const settled = createStore<Settled>()(() => ({ document: null, problems: [] }));

/** Keeps the problems up to date from now on; another document is checked at once, an edit after 300 ms. */
export function startProblems(store: DocumentStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(timer);
    const { document } = store.getState();
    settled.setState({ document, problems: problemsOf(document) });
  };
  settle();
  const unsubscribe = store.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(timer);
    if (state.session !== before.session) settle();
    else timer = setTimeout(settle, SETTLE);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

/** The problems of the document as of 300 ms after the last edit. */
export function useProblems(): readonly Problem[] {
  return useStore(settled, (state) => state.problems);
}

export function currentProblems(): readonly Problem[] {
  return settled.getState().problems;
}

/** Problems that stop Train. */
export function errorsOf(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem) => problem.severity === 'error');
}

/** Whether a document says how to train and nothing stops it; asked for the document as it is, not as it settled. */
export function mayTrain(document: Document): boolean {
  return document.training !== undefined && errorsOf(problemsOf(document)).length === 0;
}

export function subscribeProblems(listener: () => void): () => void {
  return settled.subscribe(listener);
}
