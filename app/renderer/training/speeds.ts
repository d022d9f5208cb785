/** Samples a second that this browser has seen a document train at, by backend: what estimates of time rest on. */
import type { BackendId } from '../../../src/runtime/protocol';

const KEY = 'netloom.speeds';
const MOST = 40;

type Speeds = Readonly<Record<string, number>>;

function read(): Speeds {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Speeds) : {}; // written below only
  } catch {
    return {};
  }
}

/** A short name for a long compile key (FNV-1a, 32 bits): a clash would cost a wrong estimate, nothing more. */
function nameOf(key: string, backend: BackendId): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return `${backend}-${(hash >>> 0).toString(36)}`;
}

export function rememberSpeed(key: string, backend: BackendId, samplesPerSecond: number): void {
  if (!(samplesPerSecond > 0)) return;
  const name = nameOf(key, backend);
  const others = Object.entries(read()).filter(([other]) => other !== name);
  const kept = [...others, [name, Math.round(samplesPerSecond)] as const].slice(-MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // No estimate next time.
  }
}

/** Samples a second measured for this very document, or `null`: then no time is shown. */
export function knownSpeed(key: string, backend: BackendId | undefined): number | null {
  const value = backend ? read()[nameOf(key, backend)] : undefined;
  return typeof value === 'number' && value > 0 ? value : null;
}
