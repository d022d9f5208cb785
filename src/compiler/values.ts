/**
 * Values of declared parameters: expressions evaluated, defaults filled in, and everything that a parameter refuses
 * reported. Total on hostile JSON: nothing here throws, whatever a file holds.
 */
import type { Config, Json } from '../graph/document';
import { evaluate } from '../graph/expression';
import { isConfig } from '../graph/json';
import type { ChoiceParam, ChoicesParam, Param, ParamProblem, Params, ValuesOf } from './params';
import { type ProblemCode, problemWords } from './problems/words';
import { fillSentence, received, type Values } from './words';

/** Parameters of the surrounding block, by name. */
export type Scope = Config;

type Refusal = { readonly code: ProblemCode; readonly values: Values; readonly at?: string };
type Checked = { readonly value: Json } | { readonly refusal: Refusal };

/** Every declared parameter: the config's value where it is acceptable, else the default. */
export function fill<P extends Params>(params: P, config: Config, scope: Scope = {}): ValuesOf<P> {
  const filled: Record<string, Json> = {};
  for (const [name, param] of Object.entries(params)) {
    const given = own(config, name);
    const checked = given === undefined ? undefined : check(param, given, scope);
    filled[name] =
      checked && 'value' in checked ? checked.value : complete(param, param.default, scope);
  }
  // `check` has held every value to its parameter's type.
  return filled as ValuesOf<P>;
}

/** What the parameters refuse in `config`, in declared order; unknown names come last, as notes. */
export function validate(
  params: Params,
  config: Config,
  scope: Scope = {},
): readonly ParamProblem[] {
  const problems: ParamProblem[] = [];
  for (const [name, param] of Object.entries(params)) {
    const given = own(config, name);
    if (given === undefined) continue;
    const checked = check(param, given, scope);
    if ('refusal' in checked) problems.push(problemOf(name, given, checked.refusal));
    else collectUnknown(name, param, given, problems);
  }
  for (const name of Object.keys(config)) {
    if (!Object.hasOwn(params, name)) {
      problems.push(problemOf(name, config[name] ?? null, { code: 'param-unknown', values: {} }));
    }
  }
  return problems;
}

function problemOf(name: string, given: Json, refusal: Refusal): ParamProblem {
  const param = refusal.at ?? name;
  const words = problemWords[refusal.code];
  const values: Values = { received: received(given), ...refusal.values, param };
  return {
    param: name,
    code: refusal.code,
    severity: words.severity === 'info' ? 'info' : 'error',
    message: fillSentence(words.message.replace('{node}: ', ''), values),
    hint: fillSentence(words.hint, values),
    values,
    received: given,
  };
}

function own(config: Config, name: string): Json | undefined {
  return Object.hasOwn(config, name) ? config[name] : undefined;
}

/** Choices in a default name only an id; their own parameters have defaults too. */
function complete(param: Param, value: Param['default'], scope: Scope): Json {
  if ((param.type !== 'choice' && param.type !== 'choices') || value === null) return value;
  const checked = check(param, value as Json, scope); // the defaults of choices are choices, so JSON
  return 'value' in checked ? checked.value : null;
}

function refuse(code: ProblemCode, values: Values): Checked {
  return { refusal: { code, values } };
}

function wrongType(given: Json, expected: string): Checked {
  return refuse('param-type', { received: received(given), expected });
}

function check(param: Param, given: Json, scope: Scope): Checked {
  let value = given;
  if (typeof given === 'string' && given.startsWith('=') && param.type !== 'text') {
    const result = evaluate(given, scope);
    if ('problem' in result) {
      return refuse('param-expression', { received: received(given), reason: result.problem });
    }
    value = result.value;
  }
  if (value === null && param.nullable) return { value };
  switch (param.type) {
    case 'int':
    case 'float':
      return checkNumber(param, value);
    case 'bool':
      return typeof value === 'boolean' ? { value } : wrongType(value, 'true or false');
    case 'enum':
      return typeof value === 'string' && param.values.includes(value)
        ? { value }
        : oneOf(value, param.values);
    case 'enums':
      return checkEnums(param.values, value);
    case 'pair': {
      // An expression gives one number; it stands for both.
      const both = typeof value === 'number' ? [value, value] : value;
      return checkList({ ...param, length: 2 }, both, scope);
    }
    case 'ints':
      return checkList(param, value, scope);
    case 'text':
      return typeof value === 'string' ? { value } : wrongType(value, 'text');
    case 'record':
      return isConfig(value) ? { value } : wrongType(value, 'values by name');
    case 'choice':
      return checkChoice(param, value, scope);
    case 'choices':
      return checkChoices(param, value, scope);
  }
}

function checkNumber(
  param: { readonly type: string; readonly min: number; readonly max: number },
  value: Json,
): Checked {
  const whole = param.type !== 'float';
  if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
    return wrongType(value, whole ? 'a whole number' : 'a number');
  }
  if (value < param.min || value > param.max) {
    return refuse('param-range', { received: value, min: param.min, max: param.max });
  }
  return { value };
}

function checkList(
  param: {
    readonly min: number;
    readonly max: number;
    readonly length?: number;
    readonly free?: boolean;
    readonly decimals?: boolean;
    readonly longest?: number;
  },
  value: Json,
  scope: Scope,
): Checked {
  const numbers = param.decimals ? 'numbers' : 'whole numbers';
  const expected =
    param.length === undefined ? `a list of ${numbers}` : `${param.length} ${numbers}`;
  if (!Array.isArray(value) || (param.length !== undefined && value.length !== param.length)) {
    return wrongType(value, expected);
  }
  // A tensor has at most a handful of axes; a list of a million is no shape.
  const longest = param.longest ?? 8;
  if (value.length > longest) return wrongType(value, `a list of at most ${longest} ${numbers}`);
  const entries: Json[] = [];
  for (const entry of value as readonly Json[]) {
    if (entry === null && param.free) {
      entries.push(null);
      continue;
    }
    const type = param.decimals ? 'float' : 'int';
    const one = { type, min: param.min, max: param.max, default: 0, doc: '' } as const;
    const checked = check(one, entry, scope);
    if ('refusal' in checked) return checked;
    entries.push(checked.value);
  }
  return { value: entries };
}

function checkEnums(values: readonly string[], value: Json): Checked {
  if (!Array.isArray(value)) return wrongType(value, `a list of ${listed(values)}`);
  const unknown = (value as readonly Json[]).find(
    (entry) => typeof entry !== 'string' || !values.includes(entry),
  );
  return unknown === undefined ? { value } : oneOf(unknown, values);
}

function oneOf(value: Json, values: readonly string[]): Checked {
  return refuse('param-choice', { received: received(value), expected: listed(values) });
}

function checkChoice(param: ChoiceParam, value: Json, scope: Scope): Checked {
  const ids = Object.keys(param.choices);
  const id = isConfig(value) ? own(value, 'id') : value;
  if (typeof id !== 'string' || !Object.hasOwn(param.choices, id)) return oneOf(id ?? value, ids);
  const { params } = param.choices[id]!; // `hasOwn` has just said that it is there
  const { id: _, ...config } = isConfig(value) ? value : { id };
  for (const [name, inner] of Object.entries(params)) {
    const given = own(config, name);
    if (given === undefined) continue;
    const checked = check(inner, given, scope);
    if ('refusal' in checked) {
      const at = `${id}.${checked.refusal.at ?? name}`;
      return { refusal: { ...checked.refusal, at } };
    }
  }
  return { value: { id, ...fill(params, config, scope) } };
}

function checkChoices(param: ChoicesParam, value: Json, scope: Scope): Checked {
  const { min, max } = param;
  if (!Array.isArray(value) || value.length < min || value.length > max) {
    return wrongType(value, `a list of ${min} to ${max} choices`);
  }
  const one: ChoiceParam = { ...param, type: 'choice', default: null };
  const filled: Json[] = [];
  for (const [i, entry] of (value as readonly Json[]).entries()) {
    const checked = checkChoice(one, entry, scope);
    if ('refusal' in checked) {
      const { refusal } = checked;
      const at = [i + 1, ...(refusal.at === undefined ? [] : [refusal.at])].join('.');
      return { refusal: { ...refusal, at } };
    }
    filled.push(checked.value);
  }
  return { value: filled };
}

/** Names inside a choice that it does not declare. */
function collectUnknown(name: string, param: Param, given: Json, into: ParamProblem[]): void {
  if (param.type !== 'choice' || !isConfig(given)) return;
  const id = own(given, 'id');
  const params = typeof id === 'string' ? param.choices[id]?.params : undefined;
  if (!params) return;
  for (const key of Object.keys(given)) {
    if (key !== 'id' && !Object.hasOwn(params, key)) {
      const at = `${name}.${key}`;
      into.push(problemOf(name, given[key] ?? null, { code: 'param-unknown', values: {}, at }));
    }
  }
}

/** `valid, same`; long lists are cut. */
function listed(values: readonly string[]): string {
  return values.length > 20 ? `${values.slice(0, 20).join(', ')} …` : values.join(', ');
}
