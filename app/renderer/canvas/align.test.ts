import { describe, expect, it } from 'vitest';
import { align } from './align';

const cards = new Map([
  ['a', { x: 0, y: 0, width: 160, height: 100 }],
  ['b', { x: 200, y: 50, width: 160, height: 60 }],
  ['c', { x: 700, y: 10, width: 160, height: 80 }],
]);

describe('align', () => {
  it('puts middles on one line', () => {
    const places = align(cards, 'middle');
    const middles = [...cards].map(([id, { height }]) => places.get(id)!.y + height / 2);
    expect(new Set(middles).size).toBe(1);
  });

  it('distributes with equal gaps and leaves the outer two', () => {
    const places = align(cards, 'across');
    expect(places.get('a')).toEqual({ x: 0, y: 0 });
    expect(places.get('b')).toEqual({ x: 350, y: 50 });
    expect(places.get('c')).toEqual({ x: 700, y: 10 });
  });
});
