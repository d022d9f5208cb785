import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseId, freshId, idMaker, isValidId, isValidNetworkName } from './ids';

describe('ids', () => {
  // As keras.layers names its layers when they are not given a name.
  it.each([
    ['Dense', 'dense'],
    ['Conv2D', 'conv2d'],
    ['Conv2DTranspose', 'conv2d_transpose'],
    ['MaxPooling2D', 'max_pooling2d'],
    ['GlobalAveragePooling2D', 'global_average_pooling2d'],
    ['BatchNormalization', 'batch_normalization'],
    ['ReLU', 're_lu'],
    ['LSTM', 'lstm'],
  ])('name a %s as Keras does: %s', (kind, id) => {
    expect(baseId(kind)).toBe(id);
  });

  it('count on from what is there, and from copies', () => {
    expect(freshId('Conv2D', [])).toBe('conv2d');
    expect(freshId('Conv2D', ['conv2d', 'conv2d_2'])).toBe('conv2d_3');
    const make = idMaker(['fc1', 'fc1_2']);
    expect([make('fc1_2'), make('fc1'), make('new'), make('new')]).toEqual([
      'fc1_3',
      'fc1_4',
      'new',
      'new_2',
    ]);
  });

  it('are allowed and free whatever the kind', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }),
        (kinds) => {
          const make = idMaker(['node']);
          const ids = kinds.map((kind) => make(baseId(kind)));
          expect(ids.filter((id) => !isValidId(id))).toEqual([]);
          expect(new Set([...ids, 'node']).size).toBe(ids.length + 1);
        },
      ),
    );
  });

  it.each([
    ['conv-1_B', true, true],
    ['残差块', false, true],
    ['a.b', false, false],
    ['a/b', false, false],
    ['a b', false, false],
    ['', false, false],
    ['__proto__', false, false],
    ['constructor', false, false],
    ['x'.repeat(64), true, true],
    ['x'.repeat(65), false, false],
    ['a\n', false, false],
  ])('%j: as a node %s, as a network %s', (name, asNode, asNetwork) => {
    expect([isValidId(name), isValidNetworkName(name)]).toEqual([asNode, asNetwork]);
  });
});
