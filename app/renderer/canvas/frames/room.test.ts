import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '../geometry';
import { type Grown, roomFor } from './room';

/** Cards in rows and columns without overlaps; some of them open. */
const grid = fc
  .array(fc.record({ opens: fc.boolean(), width: fc.nat(600), height: fc.nat(300) }), {
    minLength: 1,
    maxLength: 15,
  })
  .map((cells) =>
    cells.map((cell, i): Grown => {
      const card = { x: (i % 5) * 210, y: Math.floor(i / 5) * 276, width: 160, height: 76 };
      const grown = cell.opens
        ? { width: 160 + cell.width, height: 76 + cell.height }
        : { width: 160, height: 76 };
      return { id: `n${i}`, ...card, grown };
    }),
  );

const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('room for frames', () => {
  it('keeps everything apart that was apart, whatever opens', () => {
    fc.assert(
      fc.property(grid, (cards) => {
        const steps = roomFor(cards);
        const placed = cards.map(({ id, x, y, grown }) => {
          const step = steps.get(id) ?? { x: 0, y: 0 };
          return { x: x + step.x, y: y + step.y, ...grown };
        });
        for (const [i, one] of placed.entries()) {
          for (const other of placed.slice(i + 1)) expect(overlaps(one, other)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('moves nothing while everything is closed', () => {
    const card = { x: 0, y: 0, width: 160, height: 76 };
    expect(roomFor([{ id: 'a', ...card, grown: card }]).size).toBe(0);
  });
});
