import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyAxis, linearTicks, logTicks, lossAxis } from './ticks';

describe('ticks', () => {
  it('stand at round numbers', () => {
    expect(linearTicks(0, 12)).toEqual([0, 5, 10]);
    expect(linearTicks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks(0.9, 1)).toEqual([0.9, 0.92, 0.94, 0.96, 0.98, 1]);
  });
  it('are at most six and inside the axis, whatever the range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (min, span) => {
          const marks = linearTicks(min, min + span);
          expect(marks.length).toBeLessThanOrEqual(6);
          const air = span * 1e-6;
          for (const mark of marks) {
            expect(mark).toBeGreaterThanOrEqual(min - air);
            expect(mark).toBeLessThanOrEqual(min + span + air);
          }
        },
      ),
    );
  });
  it('of a logarithmic axis stand at 1 and 3 times powers of ten', () => {
    expect(logTicks(0.025, 2.4)).toEqual([0.03, 0.1, 0.3, 1]);
    expect(logTicks(1e-9, 10).length).toBeLessThanOrEqual(6);
  });
  it('of a loss are two to six, however narrow the range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e3, noNaN: true }),
        fc.double({ min: 1.1, max: 1e6, noNaN: true }),
        fc.boolean(),
        (min, ratio, log) => {
          const { domain, ticks } = lossAxis([min, min * ratio], log);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(6);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(domain[0] * (1 - 1e-6));
            expect(tick).toBeLessThanOrEqual(domain[1] * (1 + 1e-6));
          }
        },
      ),
    );
  });
});

describe('axes', () => {
  it('give a loss 5 % of air and stay above zero', () => {
    expect(lossAxis([0, 2], false).domain).toEqual([0, 2.1]);
  });
  it('leave values without a logarithm out of a logarithmic axis', () => {
    const { domain } = lossAxis([0, 0.1, 1], true);
    expect(domain[0]).toBeGreaterThan(0.08);
    expect(domain[1]).toBeLessThan(1.2);
  });
  it('let the first tenth of a run start below an accuracy axis', () => {
    const rising = Array.from({ length: 100 }, (_, i) => (i < 9 ? 0.1 + i / 12 : 0.95));
    expect(accuracyAxis(rising).domain).toEqual([0.9, 1]);
  });
  it('begin an accuracy at the tenth below its values', () => {
    expect(accuracyAxis([0.93, 0.98]).domain).toEqual([0.9, 1]);
    expect(accuracyAxis([0.47, 0.98]).domain).toEqual([0.4, 1]);
    expect(accuracyAxis([1]).domain).toEqual([0.9, 1]);
  });
});
