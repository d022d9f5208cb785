import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map((match) => [match[1]!, match[2]!]),
  );
}

const themes = { light: tokensOf(':root'), dark: tokensOf("[data-theme='dark']") };

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
}

/** WCAG 2.2 relative luminance. */
function luminance(colour: readonly number[]): number {
  const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

function mix(a: readonly number[], b: readonly number[], share: number): readonly number[] {
  return a.map((value, i) => value * share + b[i]! * (1 - share));
}

const neutral = ['canvas', 'panel', 'sunken', 'hover'];
/** Text by token, with the grounds it is written on. */
const text: Readonly<Record<string, readonly string[]>> = {
  ink: [...neutral, 'accent-soft', 'bad-soft', 'warn-soft', 'ok-soft'],
  'ink-2': neutral,
  'ink-3': neutral,
  accent: ['canvas', 'panel', 'sunken', 'accent-soft'],
  ok: ['panel', 'canvas', 'ok-soft'],
  warn: ['panel', 'canvas', 'warn-soft'],
  bad: ['panel', 'canvas', 'bad-soft'],
  validation: ['panel'],
  'on-accent': ['accent'],
};
const lines: Readonly<Record<string, readonly string[]>> = {
  edge: ['canvas', 'panel'],
  accent: ['canvas', 'panel', 'sunken'],
  bad: ['canvas', 'panel'],
};

describe.each(Object.entries(themes))('the %s theme', (name, tokens) => {
  const colour = (token: string) => {
    const value = tokens.get(token);
    if (!value) throw new Error(`tokens.css has no --${token} for ${name}.`);
    return channels(value);
  };

  it.each(Object.entries(text))('writes %s at 4.5 to 1 or better', (token, grounds) => {
    for (const ground of grounds) {
      const value = contrast(colour(token), colour(ground));
      expect(value, `${token} on ${ground} is ${value.toFixed(2)}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.entries(lines))('draws %s at 3 to 1 or better', (token, grounds) => {
    for (const ground of grounds) {
      const value = contrast(colour(token), colour(ground));
      expect(value, `${token} on ${ground} is ${value.toFixed(2)}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('shows each group icon at 3.5 to 1 or better on its tint', () => {
    const share = name === 'light' ? 0.12 : 0.18;
    for (const token of [...tokens.keys()].filter((key) => key.startsWith('group-'))) {
      const icon = colour(token);
      const value = contrast(icon, mix(icon, colour('panel'), share));
      expect(value, `${token} is ${value.toFixed(2)}`).toBeGreaterThanOrEqual(3.5);
    }
  });
});

it('keeps the measured contrasts of the design', () => {
  const measured = (theme: 'light' | 'dark', a: string, b: string) =>
    contrast(channels(themes[theme].get(a)!), channels(themes[theme].get(b)!));
  expect(measured('light', 'on-accent', 'accent')).toBeCloseTo(6.2, 1);
  expect(measured('dark', 'on-accent', 'accent')).toBeCloseTo(7.9, 0);
  expect(measured('light', 'validation', 'panel')).toBeCloseTo(4.54, 1);
});
