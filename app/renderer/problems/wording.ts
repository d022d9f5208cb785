/** Problems and repairs in the studio's language: by code and values, in the compiler's own words where a code is new. */
import type { Problem, Repair } from '../../../src/compiler/problem';
import { type Key, words } from '../i18n/index';
import { worded, wordedRepair } from '../i18n/messages';

/** Looks a key up that may not be there; i18next gives the key back for one that it does not know. */
function lookUp(
  key: string,
  values: Readonly<Record<string, string | number>>,
): string | undefined {
  const text = words(key as Key, values); // codes are data: the table is asked, not the type
  return text === key ? undefined : text;
}

/** A few words that name the problem: "Inputs differ in shape". */
export function problemTitle(problem: Problem): string {
  return lookUp(`problems.${problem.code}-title`, problem.values) ?? problemMessage(problem);
}

/** What was received and what was expected. */
export function problemMessage(problem: Problem, values = problem.values): string {
  return lookUp(`problems.${problem.code}`, values) ?? worded(problem.message);
}

/** What to do. */
export function problemHint(problem: Problem): string {
  return lookUp(`problems.${problem.code}-hint`, problem.values) ?? worded(problem.hint);
}

export interface MessagePart {
  readonly text: string;
  /** The node that this part names. */
  readonly node?: string;
}

const MARK = '\u2063';
const nodeValues = ['node', 'source', 'first', 'other', 'target'];

/** The message in parts, with the ids of nodes of `known` apart, so that they can be links. */
export function messageParts(problem: Problem, known: ReadonlySet<string>): readonly MessagePart[] {
  const marked = Object.fromEntries(
    Object.entries(problem.values).map(([name, value]) => [
      name,
      nodeValues.includes(name) && known.has(String(value)) ? `${MARK}${value}${MARK}` : value,
    ]),
  );
  return problemMessage(problem, marked)
    .split(MARK)
    .map((text, index) => (index % 2 === 1 ? { text, node: text } : { text }))
    .filter(({ text }) => text !== '');
}

/** A repair's title and sentence. */
export function repairWords(repair: Repair): {
  readonly title: string;
  readonly description: string;
} {
  return { title: wordedRepair(repair.title), description: wordedRepair(repair.description) };
}
