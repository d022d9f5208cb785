/** Anything wrong with a document, worded once, with the edits that mend it. */
import type { Document } from '../graph/document';

export type Severity = 'error' | 'warning' | 'info';

export interface Repair {
  readonly id: string;
  /** Imperative, under 40 characters: "Insert Flatten". */
  readonly title: string;
  /** One sentence that says what will be true afterwards. */
  readonly description: string;
  /** A pure edit: the document with the repair applied. Previews call it too. */
  readonly apply: (document: Document) => Document;
}

export interface Problem {
  /** Stable kebab-case name, e.g. `merge-shape`. Texts in other languages hang on it. */
  readonly code: string;
  readonly severity: Severity;
  readonly network: string;
  readonly node?: string;
  readonly port?: string;
  readonly param?: string;
  /** What cannot be, what was received and what was expected, naming both nodes. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  /** The values in the message by name, from which the studio words it in another language. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The best first. */
  readonly repairs: readonly Repair[];
}
