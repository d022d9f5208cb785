/**
 * What an importer is: a file beside this and a line in `all.ts`. It turns what `runtime/containers/` read from a file
 * into a document that can be edited, with its weights. Nothing is dropped in silence: what has no layer becomes a
 * placeholder that keeps its config.
 */
import type { Document } from '../../graph/document';
import type { TensorData } from '../exporters/files';

/** A node of the result whose kind this version does not have, for people: what it was, and why. */
export interface Placeholder {
  readonly network: string;
  readonly node: string;
  /** Class name or operator as the file says it. */
  readonly kind: string;
  readonly reason: string;
}

/** What an import could not say in a document, for people. */
export interface ImportNote {
  readonly node: string;
  readonly message: string;
  /** Arguments that no parameter takes, where that is what could not be said. */
  readonly lost?: readonly string[];
}

export interface Imported {
  readonly document: Document;
  /** By `<call>.<weight>` of the lowered main network. */
  readonly weights: ReadonlyMap<string, TensorData>;
  readonly placeholders: readonly Placeholder[];
  readonly notes: readonly ImportNote[];
  /** By Input id, which axis of the document's value each axis of the file's is, where their orders differ. */
  readonly inputOrders?: Readonly<Record<string, readonly number[]>>;
}

/** The file holds no network that can be read: what was received, what was expected, what to do. */
export class ImportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportError';
  }
}

/** One operator or layer has no counterpart; it becomes a placeholder and the message says why. */
export class Unsupported extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unsupported';
  }
}
