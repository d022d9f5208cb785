/** What is said at a line of source: codes with values, worded here in English and by the studio in other languages. */
import { fillSentence, type Values } from '../words';

/** `{name}` stands for values; code is quoted as it is written. */
export const markWords = {
  'text-ends': 'The text ends in the middle of this. Close what is open.',
  'expected-sign': '“{received}” stands where “{sign}” is expected.',
  'expected-name': '“{received}” stands where a name is expected.',
  'expected-value': '“{received}” stands where a value is expected.',
  'expected-key': '“{received}” stands where a key is expected.',
  'expected-line-end': '“{received}” follows where the line should end.',
  'too-deep': 'Brackets or blocks stand in each other more than {limit} times. Take some out.',
  'no-spread': 'Arguments with * are not read. Write them one by one.',
  'no-expression': '“{word}” is not read in an expression. Write the value itself.',
  'plain-text': 'Only plain values can stand inside text. Write the text out.',
  'not-a-target': 'Only a name can stand before “=”.',
  'not-network': 'This builds no network; it is left alone.',
  'unknown-name': 'Nothing above is called {name}. Check the spelling, or define it before.',
  'unknown-call': '{name} is not read here. Build the network from layers.',
  placeholder: '{kind} becomes a placeholder: {reason}',
  positional: '{kind} takes no argument in place {place} here. Give it by name.',
  'argument-kind': '{argument} of {kind} takes {expected}; this is {received}.',
  'lost-argument': '{arguments} of {node} has no counterpart here and is left out.',
  'not-a-number': '“{operator}” needs numbers, or one tensor and a number.',
  'not-a-tensor':
    '{kind} is called with something that is no tensor. Call it with the output of a layer.',
  'not-a-layer': 'Only layers and models can be called so.',
  'not-unpacked': '{count} names stand for {received} values.',
  'not-a-list': 'A loop walks over a list or range(…) here.',
  'not-added': 'Only layers can be added to a Sequential.',
  'no-input-shape': 'The model does not say what comes in. Put keras.Input(shape=…) first.',
  'no-outputs': 'The model names no inputs and outputs. Give both.',
  unconnected: 'The outputs do not lead back to the inputs. Check what the layers are called with.',
  'function-arguments': '{name} takes {expected} arguments; it is called with {received}.',
  'too-long': 'This takes more than {limit} steps. Build fewer layers.',
  'kept-before': 'Until it can be read, {name} stays as it is in the network.',
  'no-model':
    'No model is made here. End with keras.Model(inputs=…, outputs=…) or keras.Sequential([…]).',
  'is-shared':
    '{node} shares its weights with other places, so nothing is changed. Change that on the canvas.',
  'is-gone': '{node} is no longer in the network; its line changes nothing.',
  'is-nested': '{node} lies inside a block; its name stays.',
} as const;
export type MarkCode = keyof typeof markWords;

export interface Mark {
  /** From 1; 0 for the text as a whole. */
  readonly line: number;
  /** `error`: the line could not be read. `warning`: something of it was left out. `note`: it concerns no network. */
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: MarkCode;
  readonly values: Values;
}

/** The sentence of a mark in English. */
export function markText({ code, values }: Pick<Mark, 'code' | 'values'>): string {
  return fillSentence(markWords[code], values);
}

/** Source that cannot be read as it stands; `line` counts from 1. */
export class SourceProblem extends Error {
  readonly line: number;
  readonly code: MarkCode;
  readonly values: Values;
  constructor(line: number, code: MarkCode, values: Values = {}) {
    super(markText({ code, values }));
    this.name = 'SourceProblem';
    this.line = line;
    this.code = code;
    this.values = values;
  }
}
