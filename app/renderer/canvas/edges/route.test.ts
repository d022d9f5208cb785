import { describe, expect, it } from 'vitest';
import { labelPlace, laneOf, roundedPath, route } from './route';

const card = (x: number, y: number, height = 76) => ({ x, y, width: 160, height });

describe('route', () => {
  it('is a straight line between handles of one height', () => {
    const points = route({ source: { x: 0, y: 9 }, target: { x: 50, y: 9 }, lane: null });
    expect(points).toHaveLength(2);
    expect(roundedPath(points)).toBe('M0 9L50 9');
  });

  it('never turns by less than a right angle', () => {
    const points = route({ source: { x: 0, y: 0 }, target: { x: -300, y: 200 }, lane: 100 });
    for (let i = 1; i < points.length; i += 1) {
      const [a, b] = [points[i - 1]!, points[i]!];
      expect(a.x === b.x || a.y === b.y).toBe(true);
    }
  });

  it('rounds corners by at most 12 px and by half of a short piece', () => {
    const path = roundedPath([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 10 },
      { x: 200, y: 10 },
    ]);
    expect(path).toBe('M0 0L95 0Q100 0 100 5L100 5Q100 10 105 10L200 10');
  });
});

describe('laneOf', () => {
  const question = { delayed: false, roomy: false };

  it('leads a wrapped chain back between its rows', () => {
    const cards = [card(0, 0, 170), card(210, 0, 177), card(0, 276, 128)];
    const lane = laneOf({
      ...question,
      source: { x: 370, y: 17 },
      target: { x: 0, y: 293 },
      cards,
    });
    expect(lane).toBeGreaterThan(177);
    expect(lane).toBeLessThan(276);
  });

  it('leaves a free way alone', () => {
    const cards = [card(0, 0), card(400, 0)];
    expect(
      laneOf({ ...question, source: { x: 160, y: 17 }, target: { x: 400, y: 17 }, cards }),
    ).toBeNull();
  });

  it('leads a skip around the cards that it would cross', () => {
    const cards = [card(0, 0), card(210, 0), card(420, 0)];
    const lane = laneOf({
      ...question,
      source: { x: 160, y: 17 },
      target: { x: 420, y: 37 },
      cards,
    });
    expect(lane).toBeGreaterThan(76);
  });

  it('runs a delayed edge below its cards', () => {
    const cards = [card(0, 0), card(210, 0)];
    const lane = laneOf({
      ...question,
      delayed: true,
      source: { x: 370, y: 17 },
      target: { x: 0, y: 17 },
      cards,
    });
    expect(lane).toBeGreaterThan(76);
  });
});

describe('labelPlace', () => {
  it('is 13 px above a straight edge and on the line of one with corners', () => {
    const straight = route({ source: { x: 0, y: 20 }, target: { x: 60, y: 20 }, lane: null });
    expect(labelPlace(straight)).toEqual({ x: 30, y: 7, room: 60, on: false });
    const back = route({ source: { x: 500, y: 0 }, target: { x: 0, y: 300 }, lane: 200 });
    expect(labelPlace(back)).toMatchObject({ x: 250, y: 200, on: true });
  });
});
