import fc from 'fast-check';
import { expect, it } from 'vitest';
import { windowOf } from './grid-window';

const box = fc.record({
  width: fc.integer({ min: 40, max: 3000 }),
  height: fc.integer({ min: 20, max: 2000 }),
  top: fc.nat(1_000_000),
  itemWidth: fc.option(fc.integer({ min: 20, max: 400 }), { nil: undefined }),
  itemHeight: fc.integer({ min: 20, max: 120 }),
});

it('holds every item in view, and no more than a few lines besides, wherever a list is scrolled', () => {
  fc.assert(
    fc.property(box, (given) => {
      const { across, first, room } = windowOf(given);
      const { top, height, itemHeight } = given;
      const last = first + room - 1;
      expect(Math.floor(first / across) * itemHeight).toBeLessThanOrEqual(top);
      expect((Math.floor(last / across) + 1) * itemHeight).toBeGreaterThanOrEqual(top + height);
      expect(room / across).toBeLessThanOrEqual(height / itemHeight + 6);
    }),
  );
});

it('holds nothing before its size is known', () => {
  expect(windowOf({ width: 0, height: 0, top: 0, itemHeight: 20 }).room).toBe(0);
});
