import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatedName } from './repeated-name';

/** Names that need care: quotes, backslashes, braces, colons. */
const text = fc.string({
  unit: fc.constantFrom('a', 'b', '"', '\\', '{', '}', ':', '\u00e9', '\n'),
});

/** The same text with some of its characters written as `\u0061`. */
const escaped = (name: string): string =>
  `"${[...name].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;

describe('a name that JSON says twice', () => {
  it('is never found in what was an object', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(text, fc.double(), fc.array(tie('value')), fc.dictionary(text, tie('value'))),
    })).value;
    fc.assert(
      fc.property(plain, fc.constantFrom(undefined, 2), (value, space) => {
        expect(repeatedName(JSON.stringify(value, null, space))).toBeUndefined();
      }),
    );
  });

  it('is found in an object at any depth, however each of the two is written', () => {
    const objects = fc.record({ name: text, others: fc.uniqueArray(text), depth: fc.nat(3) });
    fc.assert(
      fc.property(objects, ({ name, others, depth }) => {
        const rest = others.filter((other) => other !== name).map((key) => JSON.stringify(key));
        const keys = [JSON.stringify(name), ...rest, escaped(name)];
        const members = keys.map((key) => `${key} : {"shape": ["${'x'.repeat(depth)}"]}`);
        const json = `${'[{"a":'.repeat(depth)}{${members.join()}}${'}]'.repeat(depth)}`;
        expect(() => JSON.parse(json)).not.toThrow();
        expect(repeatedName(json)).toBe(name);
      }),
    );
  });
});
