/**
 * Every problem worded once, in English: message and hint with `{places}` that the values of a problem fill.
 * The studio words the same codes and values in other languages.
 */
import { documentWords } from './words-document';
import { layerWords } from './words-layer';
import { lintWords } from './words-lints';
import { trainingWords } from './words-training';

export interface ProblemWords {
  readonly severity: 'error' | 'warning' | 'info';
  /** What cannot be: received and expected. Starts with `{node}` where a node is to blame. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

export const problemWords = { ...documentWords, ...layerWords, ...trainingWords, ...lintWords };

export type ProblemCode = keyof typeof problemWords;
export type LayerProblemCode = keyof typeof layerWords;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemWords, code);
}
