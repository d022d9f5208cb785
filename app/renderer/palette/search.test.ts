import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, score, search, suggestion } from './search';

const layers = [
  { id: 'Conv2D', names: ['Conv2D', '二维卷积'] },
  { id: 'DepthwiseConv2D', names: ['DepthwiseConv2D', '深度卷积'] },
  { id: 'MaxPooling2D', names: ['MaxPooling2D', '最大池化'] },
  { id: 'Dense', names: ['Dense', '全连接'] },
  { id: 'Dropout', names: ['Dropout', '随机失活'] },
];
const found = (query: string) => search(query, layers).map(({ id }) => id);

describe('finding layers', () => {
  it('puts a start before a middle', () => {
    expect(found('conv')).toEqual(['Conv2D', 'DepthwiseConv2D']);
  });

  it('finds by Chinese word', () => {
    expect(found('卷积')).toEqual(['Conv2D', 'DepthwiseConv2D']);
  });

  it('finds Chinese words by their pinyin and its first letters', () => {
    expect(found('juanji')).toEqual(['Conv2D', 'DepthwiseConv2D']);
    expect(found('sjsh')).toEqual(['Dropout']);
    expect(found('quanlianjie')).toEqual(['Dense']);
  });

  it('finds by initials', () => {
    expect(found('mp2')).toEqual(['MaxPooling2D']);
  });

  it('forgives one slip in four letters and two in six', () => {
    expect(found('desne')).toEqual(['Dense']);
    expect(found('droppuot')).toEqual(['Dropout']);
  });

  it('forgives slips in any word of a name', () => {
    const actions = [{ id: 'inspector', names: ['Show the inspector'] }];
    expect(search('inspectro', actions)).toHaveLength(1);
    expect(search('the inspetcor', actions)).toHaveLength(1);
    expect(search('palette', actions)).toHaveLength(0);
  });

  it('finds everything for an empty field', () => {
    expect(found('  ')).toHaveLength(layers.length);
  });

  it('offers the nearest name when nothing matches', () => {
    expect(search('convv', layers, false)).toEqual([]);
    expect(suggestion('convv', layers)?.id).toBe('Conv2D');
    expect(suggestion('xyzzyplugh', layers)).toBeUndefined();
  });
});

describe('the distance of two words', () => {
  it('counts a swap of neighbours once', () => {
    expect(distance('abcd', 'acbd', 3)).toBe(1);
  });

  it('is symmetric and zero only for equal words', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b, 20)).toBe(distance(b, a, 20));
        expect(distance(a, b, 20) === 0).toBe(a === b);
      }),
    );
  });

  it('scores an exact name best', () => {
    expect(score('dense', ['Dense'])).toBe(0);
  });
});
