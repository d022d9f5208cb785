/**
 * Chooses where to compute: every candidate must agree with cpu over five training steps; the fastest that does
 * wins. Emulated GPUs are known by name and come after wasm. Every wait has a limit, and the verdict is kept.
 */
import * as tf from '@tensorflow/tfjs';
import { type BackendProbe, backendProbes } from './backend-probes';
import type { Host } from './host';
import type { BackendCandidate, BackendId, BackendVerdict } from './protocol';
import { isSoftware } from './renderers';

/** A backend that was asked for by name and that this host does not have. */
export class BackendUnavailable extends Error {
  constructor(id: string, available: readonly string[], detail = '') {
    const reason = detail ? ` (${detail})` : '';
    super(
      `The backend ${id} is not available here${reason}. Use ${available.join(', ') || 'cpu'} or auto.`,
    );
    this.name = 'BackendUnavailable';
  }
}

export interface ChooseOptions {
  readonly host: Host;
  readonly choice: 'auto' | BackendId;
  /** Do not take the verdict of an earlier start. */
  readonly measureAgain?: boolean;
  /** Stand in for the host's own. */
  readonly probes?: readonly BackendProbe[];
  /** Milliseconds that starting or testing one backend may take. */
  readonly limit?: number;
}

/** Shaders of a slow driver take up to 13 s to compile. */
const LIMIT = 20_000;

/** Largest difference from cpu that rounding explains over five steps of Adam. */
const TOLERANCE = 2e-3;

class Timeout extends Error {}

function within<T>(work: Promise<T>, limit: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Timeout(`no answer within ${limit / 1000} s`)), limit);
  });
  // The loser of the race may still fail later; nobody waits for it then.
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

interface Present {
  readonly probe: BackendProbe;
  readonly renderer: string;
}

/** Makes a backend current and says which and why. Throws `BackendUnavailable` for a forced one that is absent. */
export async function chooseBackend(options: ChooseOptions): Promise<BackendVerdict> {
  const { host, choice, limit = LIMIT } = options;
  const probes = options.probes ?? backendProbes(host);
  const found = await Promise.all(
    probes.map(async (probe) => ({
      probe,
      renderer: await within(probe.renderer(), limit).catch(() => null),
    })),
  );
  const present = found.filter((entry): entry is Present => entry.renderer !== null);
  if (choice !== 'auto') return force(choice, present, limit);
  const absent = found.filter(({ renderer }) => renderer === null).map(({ probe }) => probe.id);
  const key = cacheKey(present);
  const cached = options.measureAgain ? null : await fromCache(host, key, present, limit);
  if (cached) return cached;
  const verdict = await measureAll(present, absent, limit);
  host.cache.set(key, JSON.stringify(verdict));
  return verdict;
}

function cacheKey(present: readonly Present[]): string {
  const names = present.map(({ probe, renderer }) => `${probe.id}=${renderer}`).join(';');
  return `backend/2/${tf.version.tfjs}/${names}`;
}

async function force(
  id: BackendId,
  present: readonly Present[],
  limit: number,
): Promise<BackendVerdict> {
  const available = present.map(({ probe }) => probe.id);
  const entry = present.find(({ probe }) => probe.id === id);
  if (!entry) throw new BackendUnavailable(id, available);
  try {
    await within(entry.probe.open(), limit);
  } catch (error) {
    const others = available.filter((other) => other !== id);
    throw new BackendUnavailable(id, others, error instanceof Error ? error.message : '');
  }
  const candidate: BackendCandidate = {
    id,
    available: true,
    selfTest: 'not run',
    reason: isSoftware(entry.renderer) ? 'software' : 'only',
    detail: entry.renderer,
  };
  return { backend: id, candidates: [candidate], forced: true, cached: false };
}

async function fromCache(
  host: Host,
  key: string,
  present: readonly Present[],
  limit: number,
): Promise<BackendVerdict | null> {
  const text = host.cache.get(key);
  if (!text) return null;
  try {
    const verdict = JSON.parse(text) as BackendVerdict; // written by this version under this key
    const entry = present.find(({ probe }) => probe.id === verdict.backend);
    if (!entry || !Array.isArray(verdict.candidates)) return null;
    await within(entry.probe.open(), limit);
    return { ...verdict, cached: true };
  } catch {
    return null;
  }
}

/** Hardware GPUs and wasm are measured; emulated GPUs, and then cpu, only where none of them passed. */
async function measureAll(
  present: readonly Present[],
  absent: readonly BackendId[],
  limit: number,
): Promise<BackendVerdict> {
  const expected = await reference(present, limit);
  const tiers: ((entry: Present) => boolean)[] = [
    ({ probe, renderer }) => probe.id !== 'cpu' && !isSoftware(renderer),
    ({ probe, renderer }) => probe.id !== 'cpu' && isSoftware(renderer),
    ({ probe }) => probe.id === 'cpu',
  ];
  const candidates: BackendCandidate[] = absent.map((id) => ({
    id,
    available: false,
    selfTest: 'not run',
    reason: 'absent',
  }));
  let winner: BackendCandidate | undefined;
  for (const isInTier of tiers) {
    for (const entry of present.filter(isInTier)) {
      candidates.push(winner ? unmeasured(entry) : await measureOne(entry, expected, limit));
    }
    winner ??= fastest(candidates);
  }
  if (!winner) throw new BackendUnavailable('auto', [], 'no candidate passed its test');
  await within(present.find(({ probe }) => probe.id === winner.id)!.probe.open(), limit);
  return verdictOf(winner, candidates, probeOrder(present, absent));
}

function probeOrder(present: readonly Present[], absent: readonly BackendId[]): BackendId[] {
  const rank: readonly BackendId[] = ['webgpu', 'webgl', 'wasm', 'cpu'];
  return rank.filter((id) => absent.includes(id) || present.some(({ probe }) => probe.id === id));
}

/** What cpu computes; without cpu nothing can be compared and every candidate passes. */
async function reference(present: readonly Present[], limit: number): Promise<Float32Array | null> {
  const cpu = present.find(({ probe }) => probe.id === 'cpu');
  if (!cpu) return null;
  await within(cpu.probe.open(), limit);
  return within(cpu.probe.selfTest(), limit);
}

function unmeasured({ probe, renderer }: Present): BackendCandidate {
  const reason = isSoftware(renderer) ? 'software' : 'slower';
  const selfTest = probe.id === 'cpu' ? 'passed' : 'not run';
  return { id: probe.id, available: true, selfTest, reason, detail: renderer };
}

async function measureOne(
  { probe, renderer }: Present,
  expected: Float32Array | null,
  limit: number,
): Promise<BackendCandidate> {
  const base = { id: probe.id, available: true, detail: renderer } as const;
  try {
    await within(probe.open(), limit);
    const values = await within(probe.selfTest(), limit);
    const difference = expected ? largestDifference(values, expected) : 0;
    if (!(difference <= TOLERANCE)) {
      const detail = `${renderer}: differs from cpu by ${difference.toPrecision(2)}`;
      return { ...base, detail, selfTest: 'failed', reason: 'wrong' };
    }
    const stepsPerSecond = await within(probe.speed(), limit);
    const reason = isSoftware(renderer) ? 'software' : 'slower';
    return { ...base, selfTest: 'passed', stepsPerSecond, reason };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const reason = error instanceof Timeout ? 'timeout' : 'absent';
    return { ...base, available: false, selfTest: 'failed', reason, detail };
  }
}

function largestDifference(values: Float32Array, expected: Float32Array): number {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = Math.abs(values[i]! - expected[i]!);
    if (!(difference <= largest)) largest = difference; // also where it is NaN
    if (Number.isNaN(largest)) return Number.NaN;
  }
  return largest;
}

const speedOf = ({ stepsPerSecond = 0 }: BackendCandidate): number => stepsPerSecond;

function fastest(candidates: readonly BackendCandidate[]): BackendCandidate | undefined {
  const passed = candidates.filter((c) => c.available && c.selfTest === 'passed');
  return [...passed].sort((a, b) => speedOf(b) - speedOf(a))[0];
}

function verdictOf(
  winner: BackendCandidate,
  candidates: readonly BackendCandidate[],
  order: readonly BackendId[],
): BackendVerdict {
  const passed = candidates.filter((c) => c.selfTest === 'passed' && c.stepsPerSecond);
  const next = fastest(passed.filter((c) => c.id !== winner.id));
  const reason = passed.length > 1 ? 'fastest' : 'only';
  const named = candidates.map((c) => (c.id === winner.id ? ({ ...c, reason } as const) : c));
  const ratio = next ? speedOf(winner) / speedOf(next) : 0;
  return {
    backend: winner.id,
    candidates: [...named].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
    forced: false,
    cached: false,
    ...(next ? { advantage: { ratio, over: next.id } } : {}),
  };
}

/** The verdict in a sentence, for a terminal. */
export function verdictText({
  backend,
  candidates,
  forced,
  cached,
  advantage,
}: BackendVerdict): string {
  if (forced) return `${backend} was asked for`;
  const lead = advantage
    ? `${backend} is ${advantage.ratio.toFixed(1)}× faster than ${advantage.over}`
    : `${backend} is the best backend here that passes its test`;
  const others = candidates.filter((c) => c.id !== backend && c.reason !== 'slower');
  const words = others.map(
    ({ id, reason }) => `${id} ${reason === 'software' ? 'is emulated' : reason}`,
  );
  const tail = words.length > 0 ? `; ${words.join(', ')}` : '';
  return `${lead}${tail}${cached ? ' (measured earlier)' : ''}`;
}
