/** Problems as a check finds them: the first hundred of each severity in words, the others only counted. */
import type { Problem, Severity } from './problem';
import { type Place, problemOf } from './problems/problem-of';
import { type ProblemCode, problemWords } from './problems/words';
import type { Values } from './words';

/** No more problems than this are listed. */
export const MOST_PROBLEMS = 100;

export interface Checked {
  /** Errors first, then warnings and notes, at most 100. */
  readonly problems: readonly Problem[];
  /** How many more there are. */
  readonly more: number;
}

export class Findings {
  readonly #kept: Record<Severity, Problem[]> = { error: [], warning: [], info: [] };
  #count = 0;

  /** Found and not worded, where a list of a hundred is full already. */
  readonly report = (code: ProblemCode, place: Place, values?: Values): void => {
    if (this.#isFull(problemWords[code].severity)) this.#count += 1;
    else this.add(problemOf(code, place, values));
  };

  add(problem: Problem): void {
    this.#count += 1;
    if (!this.#isFull(problem.severity)) this.#kept[problem.severity].push(problem);
  }

  /** Problems that somebody else has counted already. */
  skip(count: number): void {
    this.#count += count;
  }

  result(): Checked {
    const { error, warning, info } = this.#kept;
    const problems = [...error, ...warning, ...info].slice(0, MOST_PROBLEMS);
    return { problems, more: this.#count - problems.length };
  }

  #isFull(severity: Severity): boolean {
    return this.#kept[severity].length >= MOST_PROBLEMS;
  }
}
