import { describe, expect, it } from 'vitest';
import { nextLevel } from './zoom-level';

describe('nextLevel', () => {
  it('goes up at 0.45 and 0.8 and down at 0.40 and 0.75', () => {
    expect(nextLevel('far', 0.44)).toBe('far');
    expect(nextLevel('far', 0.45)).toBe('middle');
    expect(nextLevel('middle', 0.79)).toBe('middle');
    expect(nextLevel('middle', 0.8)).toBe('near');
    expect(nextLevel('near', 0.76)).toBe('near');
    expect(nextLevel('near', 0.74)).toBe('middle');
    expect(nextLevel('middle', 0.41)).toBe('middle');
    expect(nextLevel('middle', 0.39)).toBe('far');
  });

  it('skips the middle when the zoom jumps', () => {
    expect(nextLevel('far', 1)).toBe('near');
    expect(nextLevel('near', 0.1)).toBe('far');
  });
});
