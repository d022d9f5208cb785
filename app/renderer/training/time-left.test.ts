import { expect, it } from 'vitest';
import { advance, freshTimeLeft, rest, type TimeLeft } from './time-left';

function run(seconds: number, stepsAt: (t: number) => number, total: number): TimeLeft[] {
  let state = freshTimeLeft;
  return Array.from({ length: seconds * 2 + 1 }, (_, i) => {
    state = advance(state, i / 2, { steps: stepsAt(i / 2), total });
    return state;
  });
}

it('says nothing for the first two seconds', () => {
  const states = run(2, (t) => t * 10, 1000);
  expect(states.slice(0, 4).every((s) => s.shown === null)).toBe(true);
  expect(states[4]?.shown?.seconds).toBeCloseTo(98, 6);
});

it('counts down second by second at an even speed', () => {
  const states = run(30, (t) => t * 10, 1000);
  expect(states.at(-1)?.shown?.seconds).toBeCloseTo(70, 6);
});

it('never moves by more than a fifth when training slows down tenfold', () => {
  const states = run(60, (t) => (t < 20 ? t * 10 : 200 + (t - 20)), 1000);
  for (let i = 6; i < states.length; i++) {
    const before = states[i - 1]!.shown!.seconds - 0.5;
    const now = states[i]!.shown!.seconds;
    expect(now).toBeLessThanOrEqual(before * 1.2 + 1 + 1e-9);
    expect(now).toBeGreaterThanOrEqual(before * 0.8 - 1e-9);
  }
});

it('is not misled by one slow window', () => {
  const slow = (t: number) => (t < 20 ? t * 10 : t < 25 ? 200 : (t - 5) * 10);
  const states = run(60, slow, 2000);
  expect(states.at(-1)?.shown?.seconds).toBeGreaterThan(140);
  expect(states.at(-1)?.shown?.seconds).toBeLessThan(150);
});

it('leaves the time of a pause out', () => {
  const before = run(10, (t) => t * 10, 1000).at(-1)!;
  let state = rest(before);
  state = advance(state, 500, { steps: 100, total: 1000 });
  state = advance(state, 503, { steps: 130, total: 1000 });
  expect(state.shown?.seconds).toBeCloseTo(87, 0);
});
