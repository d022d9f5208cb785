/** One seeded generator, passed in wherever chance is needed: initializers, shuffle, dropout, splits, generated data. */

export interface Random {
  /** Uniform in [0, 1) with 32 bits. */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** A shuffled permutation of 0 … n − 1 (Fisher–Yates). */
  permutation(n: number): Int32Array;
  /** An independent generator named by `label`; the parent does not move. */
  fork(label: string): Random;
  /** Four 32-bit words and the spare normal; `restoreRandom` continues from it. */
  state(): RandomState;
}

export interface RandomState {
  readonly words: readonly [number, number, number, number];
  readonly spare: number | null;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** xoshiro128** (Blackman & Vigna, 2018), seeded through splitmix32. */
export function createRandom(seed: number): Random {
  let z = seed | 0;
  const splitmix = (): number => {
    z = (z + 0x9e3779b9) | 0;
    let t = z ^ (z >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t = t ^ (t >>> 15);
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  return restoreRandom({ words: [splitmix(), splitmix(), splitmix(), splitmix()], spare: null });
}

/** A generator that continues where the one that gave `state` stood. */
export function restoreRandom(state: RandomState): Random {
  let [a, b, c, d] = state.words.map((word) => word | 0) as [number, number, number, number];
  let spare = state.spare;

  const bits = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const next = (): number => bits() / 0x100000000;

  const random: Random = {
    next,
    int: (n) => Math.floor(next() * n),
    normal: () => {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    permutation: (n) => {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = random.int(i + 1);
        const held = order[i]!;
        order[i] = order[j]!;
        order[j] = held;
      }
      return order;
    },
    fork: (label) => createRandom(hashString(`${random.state().words.join(',')}/${label}`)),
    state: () => ({ words: [a >>> 0, b >>> 0, c >>> 0, d >>> 0], spare }),
  };
  return random;
}
