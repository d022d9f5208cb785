/** Undo and redo: whole immutable documents, one for each step. Structural sharing makes them cheap. */
import type { Document } from './document';

/** How an edit is recorded: as one step, as part of a gesture, or not at all. */
export type How =
  | { readonly type: 'commit'; readonly label: string }
  | { readonly type: 'merge'; readonly key: string; readonly label: string }
  | { readonly type: 'silent' };

/** One step of its own. */
export const commit = (label: string): How => ({ type: 'commit', label });
/** One step together with the edits of the same key just before: one drag, one slider. */
export const merge = (key: string, label: string): How => ({ type: 'merge', key, label });
/** No step: what a user did not do, such as a measured default. Undo does not come back to it. */
export const silent: How = { type: 'silent' };

interface Step {
  readonly document: Document;
  /** What led from this document to the next: "move" for "Undo move". */
  readonly label: string;
}

export interface History {
  readonly document: Document;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** Key of the gesture that goes on. */
  readonly merging?: string;
}

const STEPS = 500;

export function createHistory(document: Document): History {
  return { document, past: [], future: [] };
}

/** The history after an edit; the same object when the document is the same. */
export function record(history: History, document: Document, how: How): History {
  if (document === history.document) return history;
  if (how.type === 'silent') return { ...history, document };
  if (how.type === 'merge' && how.key === history.merging) {
    return { ...history, document, future: [] };
  }
  const past = [...history.past.slice(1 - STEPS), { document: history.document, label: how.label }];
  return { document, past, future: [], ...(how.type === 'merge' ? { merging: how.key } : {}) };
}

/** Ends a gesture: the next edit of the same key is a step of its own. */
export function endMerge(history: History): History {
  if (history.merging === undefined) return history;
  const { merging: _, ...rest } = history;
  return rest;
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return endMerge(history);
  const next = { document: history.document, label: step.label };
  return {
    document: step.document,
    past: history.past.slice(0, -1),
    future: [next, ...history.future],
  };
}

export function redo(history: History): History {
  const [step, ...future] = history.future;
  if (step === undefined) return endMerge(history);
  const past = [...history.past, { document: history.document, label: step.label }];
  return { document: step.document, past, future };
}

/** What "Undo …" would undo; absent where there is nothing. */
export function undoLabel(history: History): string | undefined {
  return history.past.at(-1)?.label;
}

export function redoLabel(history: History): string | undefined {
  return history.future[0]?.label;
}
