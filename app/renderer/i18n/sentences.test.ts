import { describe, expect, it } from 'vitest';
import { sentenceReader } from './sentences';

const read = sentenceReader([
  ['{name} is damaged.', '{name} 已损坏。'],
  ['{file} in {name} is damaged.', '{name} 中的 {file} 已损坏。'],
  ['{words} It was left out.', '{words}已略过。'],
  ['{column} holds {words}.', '{column} 是{words}。'],
  ['a number', '数字'],
  ['Is (this) a sentence?', '这是句子吗？'],
]);

describe('a table of sentences', () => {
  it('takes the least vague of the sentences that fit, and moves its values', () => {
    expect(read('a b.zip is damaged.')).toBe('a b.zip 已损坏。');
    expect(read('x.png in a.zip is damaged.')).toBe('a.zip 中的 x.png 已损坏。');
    expect(read('Is (this) a sentence?')).toBe('这是句子吗？');
  });

  it('reads words inside a sentence where it knows them, and leaves the others and all values', () => {
    expect(read('x.png is damaged. It was left out.')).toBe('x.png 已损坏。已略过。');
    expect(read('Unsupported. It was left out.')).toBe('Unsupported.已略过。');
    expect(read('a number holds a number.')).toBe('a number 是数字。');
  });

  it('says nothing of what it does not know', () => {
    expect(read('x.png is gone.')).toBeUndefined();
    expect(read('')).toBeUndefined();
  });
});
