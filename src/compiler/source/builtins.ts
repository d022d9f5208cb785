/** What the interpreter knows by itself: members of values, arithmetic, and the few functions that networks are built with. */
import { arithmetic } from '../../graph/expression';
import { isNumber, plain, unknown, type Value } from './values';

export function memberOf(value: Value, name: string): Value {
  switch (value.is) {
    case 'path':
      return { is: 'path', path: `${value.path}.${name}` };
    case 'record':
      return value.entries.get(name) ?? unknown;
    case 'model': {
      const { inputs, outputs } = value.model;
      const found = /^inputs?$/.test(name) ? inputs : /^outputs?$/.test(name) ? outputs : [];
      if (found.length === 0) return { is: 'member', of: value, name };
      return name.endsWith('s') || found.length > 1 ? { is: 'list', items: found } : found[0]!;
    }
    case 'layer': {
      const { layer } = value;
      if (name !== 'output' || layer.calls.length === 0) return { is: 'member', of: value, name };
      return { is: 'tensor', layer, call: layer.calls.length - 1, output: 0 };
    }
    case 'unknown':
      return unknown;
    default:
      return { is: 'member', of: value, name };
  }
}

/** `pair[0]`, `config['units']`. */
export function itemOf(value: Value, index: Value): Value {
  if (value.is === 'list' && isNumber(index)) return value.items.at(index.value) ?? unknown;
  if (value.is === 'tensor' && isNumber(index) && index.value >= 0) {
    return { ...value, output: index.value };
  }
  if (value.is === 'record' && index.is === 'plain') {
    return value.entries.get(String(index.value)) ?? unknown;
  }
  return unknown;
}

export const sums: typeof arithmetic = {
  ...arithmetic,
  '**': (a, b) => a ** b,
};

const list = (items: readonly Value[]): Value => ({ is: 'list', items });

/** The longest range that a loop may walk over. */
const LONGEST_RANGE = 10_000;

function range(args: readonly Value[]): Value {
  const numbers = args.flatMap((arg) => (isNumber(arg) ? [arg.value] : []));
  const [first = 0, second, step = 1] = numbers;
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const count = Math.ceil((to - from) / step);
  if (numbers.length !== args.length || !(count >= 0) || count > LONGEST_RANGE) return unknown;
  return list(Array.from({ length: count }, (_, i) => plain(from + i * step)));
}

/** The few functions of Python that networks are built with. */
export const builtins: ReadonlyMap<string, (args: readonly Value[]) => Value> = new Map([
  ['range', range],
  [
    'enumerate',
    ([over]: readonly Value[]) =>
      over?.is === 'list' ? list(over.items.map((item, i) => list([plain(i), item]))) : unknown,
  ],
  [
    'reversed',
    ([over]: readonly Value[]) => (over?.is === 'list' ? list([...over.items].reverse()) : unknown),
  ],
  ['len', ([over]: readonly Value[]) => (over?.is === 'list' ? plain(over.items.length) : unknown)],
  ['list', ([over]: readonly Value[]) => over ?? list([])],
  ['tuple', ([over]: readonly Value[]) => over ?? list([])],
  [
    'int',
    ([value]: readonly Value[]) =>
      value && isNumber(value) ? plain(Math.trunc(value.value)) : unknown,
  ],
  ['float', ([value]: readonly Value[]) => (value && isNumber(value) ? value : unknown)],
  ['print', () => unknown],
]);
