import { describe, expect, it, vi } from 'vitest';
import { canConnect } from './connect';
import { layers } from './layers/all';
import { documentOf, type NodeRow, networkOfRows, picturesOf, world } from './testing/documents';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

const rows: readonly NodeRow[] = [
  ['input', 'Input', { shape: [16, 16, 4] }],
  ['conv', 'Conv2D', { filters: 8, strides: [2, 2], padding: 'same' }],
  ['add', 'Add'],
  ['flat', 'Flatten'],
  ['dense', 'Dense', { units: 10 }],
  ['conv2', 'Conv2D'],
  ['join', 'Concatenate'],
  ['wide', 'Conv2D', { kernelSize: [20, 20] }],
  ['place', 'Network', { network: 'block' }],
  ['out', 'Output'],
  ['magic', 'Magic'],
];
const block = networkOfRows(
  [
    ['a', 'Input'],
    ['b', 'Input'],
    ['end', 'Output'],
  ],
  ['a>end'],
);
const document = documentOf(
  networkOfRows(rows, [
    'input>conv',
    'conv>add',
    'conv>flat',
    'flat>dense',
    'dense>out',
    'conv>join',
  ]),
  { networks: { block } },
);
const at = (source: string, target: string, more = {}) =>
  canConnect(document, 'main', { source, target, ...more });

describe('an edge while it is drawn', () => {
  it.each([
    ['conv', 'conv2', {}],
    ['input', 'magic', {}],
    ['magic', 'dense', {}],
    ['conv', 'add', {}],
    ['dense', 'conv', { delay: 1 }],
    ['conv', 'place', { input: 'b' }],
  ])('is fine from %s to %s %j', (source, target, more) => {
    expect(at(source, target, more)).toEqual({ verdict: 'ok' });
  });

  it.each([
    ['nobody', 'add', 'no-node', 'There is no node nobody.'],
    ['conv', 'conv', 'same-node', 'This would make a cycle; hold Alt for a delayed edge.'],
    ['dense', 'conv', 'would-cycle', 'This would make a cycle; hold Alt for a delayed edge.'],
    ['out', 'conv2', 'no-output', 'out gives no value.'],
    ['conv', 'input', 'no-input', 'input takes no input.'],
    ['dense', 'out', 'same-edge', 'dense is connected to out already.'],
    [
      'dense',
      'conv2',
      'rank',
      'dense 10 → Conv2D: it needs 3 axes (height, width, channels), this has 1.',
    ],
    [
      'input',
      'join',
      'does-not-fit',
      'input 16×16×4 → Concatenate: join joins along axis 3, so all other sizes are equal; conv brings 8×8×8 and input brings 16×16×4.',
    ],
  ])('is refused from %s to %s: %s', (source, target, code, message) => {
    expect(at(source, target)).toMatchObject({ verdict: 'refused', code, message });
  });

  it('is refused at a port that is not there', () => {
    expect(at('conv', 'place', { input: 'c' })).toMatchObject({ code: 'no-port' });
    expect(at('conv', 'conv2', { input: 'side' })).toMatchObject({ code: 'no-port' });
  });

  it('shows the repair where one can mend it', () => {
    const skip = canConnect(document, 'main', { source: 'input', target: 'add' }, world);
    expect(skip).toMatchObject({ verdict: 'mendable', problem: { code: 'merge-shape' } });
    const problem = skip.verdict === 'mendable' ? skip.problem : undefined;
    expect(problem?.repairs[0]?.title).toBe('Insert a 1×1 projection');
    expect(at('input', 'wide')).toMatchObject({ problem: { code: 'kernel-too-large' } });
  });

  it('asks the rules of one node and no others', () => {
    const large = picturesOf(
      ...Array.from({ length: 500 }, (_, i) => [`c${i}`, 'Activation'] as const),
      ['last', 'Conv2D'],
    );
    canConnect(large, 'main', { source: 'c1', target: 'last' });
    const output = vi.spyOn(layers.Activation, 'output');
    const verdicts = Array.from({ length: 100 }, (_, i) =>
      canConnect(large, 'main', { source: 'c1', target: `c${i + 10}` }),
    );
    expect(verdicts.every(({ verdict }) => verdict === 'ok')).toBe(true);
    expect(output).toHaveBeenCalledTimes(100);
    output.mockRestore();
  });

  it('knows the ends of the preparation', () => {
    const document = picturesOf(['flat', 'Flatten']);
    const prepare = (source: string, target: string) =>
      canConnect(document, 'data.preparation', { source, target }).verdict;
    expect(prepare('sample', 'one-hot')).toBe('ok');
    expect(prepare('to-input', 'one-hot')).toBe('refused');
    expect(prepare('one-hot', 'sample')).toBe('refused');
  });
});
