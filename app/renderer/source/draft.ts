/**
 * The text of one network in one language while it is edited. It follows the document as long as nobody has changed
 * it; once changed it is never replaced, only compared and applied.
 */
import type { Gap } from '../../../src/compiler/exporters/exporter';
import type { Problem } from '../../../src/compiler/problem';
import { type Applied, applySource, type SourceBase } from '../../../src/compiler/source/apply';
import type { Mark } from '../../../src/compiler/source/marks';
import { printSource } from '../../../src/compiler/source/print';
import { readSource, type SourceNetworks } from '../../../src/compiler/source/read';
import type { Language } from '../../../src/compiler/source/tree';
import type { Document } from '../../../src/graph/document';

export interface Draft {
  readonly language: Language;
  /** What the text is compared with. */
  readonly base: SourceBase;
  readonly text: string;
  /** The text that says what the document says; `null` where a line of it could not be read. */
  readonly settled: string | null;
  /** The document that `base` stands for. */
  readonly document: Document;
  /** Somebody wrote the text; it is kept when the graph's own takes its place. */
  readonly isOwn?: boolean;
  /** The last text that somebody wrote and that no longer stands here. */
  readonly own?: string;
}

/** Why there is no source to show. */
export type Refusal = { readonly problems: readonly Problem[] } | { readonly gaps: readonly Gap[] };

export interface Followed {
  readonly draft?: Draft;
  /** With a draft: why its text does not follow the document now. */
  readonly refusal?: Refusal;
}

export const isEdited = ({ text, settled }: Draft): boolean => text !== settled;

/** The draft of a document as it is now: printed anew, unless somebody works on the text. */
export function follow(
  draft: Draft | undefined,
  document: Document,
  network: string,
  language: Language,
): Followed {
  if (draft && (draft.document === document || isEdited(draft))) return { draft };
  const printed = printSource(document, network, language);
  if (!('base' in printed)) return draft ? { draft, refusal: printed } : { refusal: printed };
  const { base } = printed;
  const own = draft?.isOwn ? draft.text : draft?.own;
  const kept = own === undefined || own === base.text ? {} : { own };
  return { draft: { language, base, text: base.text, settled: base.text, document, ...kept } };
}

/** The text as it was printed or applied last; what is discarded can be brought back. */
export function discard(draft: Draft): Draft {
  const { text } = draft.base;
  return { ...draft, text, settled: text, own: draft.text };
}

/** The text that somebody wrote, as an edit of what the graph says now. */
export function bringBack(draft: Draft): Draft {
  const { own, ...rest } = draft;
  return own === undefined ? draft : { ...rest, text: own };
}

export interface Reading {
  readonly marks: readonly Mark[];
  /** What Apply would do; absent where the text makes no network. */
  readonly applied?: Applied;
  readonly networks?: SourceNetworks;
}

/** What the text says, compared with the document. */
export function reading({ language, base, text, settled }: Draft, document: Document): Reading {
  if (text === settled) return { marks: readSource(text, language, base.text).marks };
  const { networks, marks } = readSource(text, language, base.text);
  if (!networks) return { marks };
  const applied = applySource(document, base, networks);
  const all = [...marks, ...applied.marks].sort((a, b) => a.line - b.line);
  return { marks: all, applied, networks };
}

/** The draft after its changes were applied: the text stays as it was written, comments and all. */
export function settle(draft: Draft, { applied, networks, marks }: Reading): Draft {
  if (!applied || !networks) return draft;
  const { language, base, text } = draft;
  const { document, calls } = applied;
  if (marks.every(({ severity }) => severity !== 'error')) {
    const now = { network: base.network, text, networks, calls };
    return { language, base: now, text, settled: text, document, isOwn: true };
  }
  // What the broken lines stood for is in the document, so a printed one knows it.
  const printed = printSource(document, base.network, language);
  const kept = 'base' in printed ? printed.base : { ...base, networks, calls };
  return { language, base: kept, text, settled: null, document, isOwn: true };
}
