import { describe, expect, it, vi } from 'vitest';
import template from '../../templates/lenet-digits.json';
import type { Document } from '../graph/document';
import { check, checkParsed } from './check';
import { chain, documentOf, flowersOf, networkOfRows, world } from './testing/documents';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

const input = ['input', 'Input', { shape: [4] }] as const;
const picture = ['input', 'Input', { shape: [8, 8, 1] }] as const;
const out = ['out', 'Output'] as const;
const flowers = flowersOf();

describe('check', () => {
  it('finds nothing in networks that are ready to train', () => {
    expect(check(flowers, world)).toEqual({ problems: [], more: 0 });
  });

  it('finds nothing in the graph of the LeNet template', () => {
    const { data: _, training: __, ...rest } = template as unknown as Document; // JSON of a document
    expect(check(rest, world)).toEqual({ problems: [], more: 0 });
  });

  it('lists a hundred problems, errors first, and counts the others', () => {
    const nodes = Array.from({ length: 300 }, (_, i) => [`n${i}`, 'Dense', { x: 1 }] as const);
    const { problems, more } = check(documentOf(networkOfRows([input, ...nodes, out], [])), world);
    expect(problems).toHaveLength(100);
    expect(problems.every((problem) => problem.severity === 'error')).toBe(true);
    // 300 without input, unused and with an unknown parameter each; input is unused, out has no input.
    expect(more).toBe(300 * 3 + 2 - 100);
  });

  it('puts the defects of a file before everything else', () => {
    const defect = {
      path: 'networks.main.nodes[3]',
      code: 'type' as const,
      severity: 'error' as const,
      network: 'main',
      message: 'A node is the number 3.',
      hint: 'It was left out.',
    };
    const { problems, more } = checkParsed(
      { document: flowers, defects: [defect], more: 7 },
      world,
    );
    expect(problems[0]).toMatchObject({ code: 'file-type', message: defect.message });
    expect(more).toBe(7);
  });

  it.each([{ network: 'gone' }, { network: '' }, {}])(
    'says of a block without its network that alone: %j',
    (config) => {
      const main = networkOfRows(
        [input, ['place', 'Network', config], out],
        ['input>place:any', 'place:any>out'],
      );
      const { problems } = check(documentOf(main), world);
      expect(problems.map(({ code }) => code)).toEqual(['block-unknown']);
    },
  );

  it('checks the shapes of a block where it is placed, not where it stands alone', () => {
    const inner = chain(['a', 'Input', { shape: [1] }], ['c', 'Conv2D', {}], ['b', 'Output']);
    const main = chain(picture, ['place', 'Network', { network: 'block' }], ['out', 'Output']);
    expect(check(documentOf(main, { networks: { block: inner } }), world).problems).toEqual([]);
  });
});
