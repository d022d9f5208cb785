import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, evaluateConfig, namesIn, substitute } from './expression';

const scope = { filters: 64, rate: 0.5, activation: 'relu', kernelSize: [3, 3] };

describe('evaluate', () => {
  // Values by Python 3: floor division, modulo with the divisor's sign, precedence of unary minus.
  it.each([
    ['=filters * 4', 256],
    ['= filters', 64],
    ['=2 + 3 * 4', 14],
    ['=(2 + 3) * 4', 20],
    ['=7 // 2', 3],
    ['=-7 // 2', -4],
    ['=-7 % 3', 2],
    ['=7 % -3', -2],
    ['=7 / 2', 3.5],
    ['=10 - 4 - 3', 3],
    ['=-filters', -64],
    ['=--2', 2],
    ['=2 * -3', -6],
    ['=min(filters, 32) + max(1, 2, 3)', 35],
    ['=1e3', 1000],
    ['=.5 + 1.', 1.5],
    ['=0 * -1', 0],
  ])('gives %s the value that Python gives it', (expression, value) => {
    expect(evaluate(expression, scope)).toEqual({ value });
  });

  it('gives a single name its value of any type', () => {
    expect(evaluate('=activation', scope)).toEqual({ value: 'relu' });
    expect(evaluate('=kernelSize', scope)).toEqual({ value: [3, 3] });
  });

  it.each([
    ['=', 'The expression ends too early.'],
    [
      '=width * 2',
      'No parameter is called width; there are filters, rate, activation, kernelSize.',
    ],
    ['=activation * 2', 'activation is "relu", not a number.'],
    ['=filters / 0', 'The expression divides by zero (64 / 0).'],
    ['=filters % (1 - 1)', 'The expression divides by zero (64 % 0).'],
    ['=1e308 * 10', 'The result is Infinity, not a finite number.'],
    ['=(1', 'the end stands where ) is expected.'],
    ['=1 2', '2 stands where the expression should end.'],
    ['=* 2', '* stands where a number or a name is expected.'],
    ['=min()', ') stands where a number or a name is expected.'],
    [
      '=constructor',
      'No parameter is called constructor; there are filters, rate, activation, kernelSize.',
    ],
    [
      '=filters[0]',
      '"[" cannot stand in an expression; use numbers, parameter names, + - * / // % ( ), min and max.',
    ],
  ])('says what is wrong with %s', (expression, problem) => {
    expect(evaluate(expression, scope)).toEqual({ problem });
  });

  it('refuses expression bombs by length and depth', () => {
    expect(evaluate(`=${'9*'.repeat(100_000)}9`, {})).toEqual({
      problem: 'The expression has 200002 characters; at most 1000 fit.',
    });
    const problem = 'The expression is nested more than 32 levels deep.';
    expect(evaluate(`=${'('.repeat(400)}1${')'.repeat(400)}`, {})).toEqual({ problem });
    expect(evaluate(`=${'-'.repeat(900)}1`, {})).toEqual({ problem });
  });

  it('never throws, whatever the text', () => {
    const unit = fc.constantFrom(...'0123.e+-*/%(),ab_ filters min max [] = \u{1F600}');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const result = evaluate(`=${text}`, scope);
        expect('value' in result || typeof result.problem === 'string').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('evaluateConfig', () => {
  it('evaluates in lists and objects and names the parameter of what it cannot', () => {
    const config = {
      units: '=filters // 2',
      targetShape: ['=filters', 4],
      kernelRegularizer: { id: 'l2', l2: '=rate / 100' },
      name: 'plain',
      broken: '=depth',
    };
    expect(evaluateConfig(config, { filters: 64, rate: 0.5 })).toEqual({
      config: {
        units: 32,
        targetShape: [64, 4],
        kernelRegularizer: { id: 'l2', l2: 0.005 },
        name: 'plain',
        broken: '=depth',
      },
      problems: [
        {
          param: 'broken',
          expression: '=depth',
          message: 'No parameter is called depth; there are filters, rate.',
        },
      ],
    });
  });

  it('returns the same config when it holds no expression', () => {
    const config = { units: 3, shape: [1, { a: 'b' }] };
    expect(evaluateConfig(config, {}).config).toBe(config);
  });
});

describe('substitute', () => {
  it.each([
    ['=filters * 4', { filters: 16 }, 64],
    ['=filters * 4', { filters: '=width + 1' }, '=(width + 1) * 4'],
    ['=filters  *  4', { filters: '=filters' }, '=filters  *  4'],
    ['=filters', { filters: '=width * 2' }, '=width * 2'],
    ['=activation', { activation: 'relu' }, 'relu'],
    ['=filters * depth', { filters: 2 }, '=2 * depth'],
    ['=10 - filters', { filters: -2 }, 12],
    ['=min(filters, 8)', { filters: 16, min: 3 }, 8],
    ['=2 * 3', { filters: 16 }, '=2 * 3'],
  ])('turns %s with %o into %s', (expression, values, result) => {
    expect(substitute(expression, values)).toEqual(result);
  });

  it('agrees with evaluating in two steps', () => {
    const number = fc.integer({ min: -50, max: 50 });
    const inner = fc.constantFrom('=w', '=w + 1', '=-w', '=w * (w - 2)', '=max(w, 3)');
    const outer = fc.constantFrom('=f * 4', '=10 - f', '=-f % 7', '=min(f, 8) // 3', '=f - f * f');
    fc.assert(
      fc.property(number, inner, outer, (w, i, o) => {
        const f = evaluate(i, { w });
        const direct = evaluate(o, { f: 'value' in f ? f.value : 0 });
        const substituted = substitute(o, { f: i });
        expect(evaluate(String(substituted), { w })).toEqual(direct);
      }),
      { numRuns: 1000 },
    );
  });

  it('lists the names that an expression uses, functions not among them', () => {
    expect(namesIn('=min(filters, width) * filters')).toEqual(['filters', 'width']);
    expect(namesIn('=§')).toEqual([]);
  });
});
