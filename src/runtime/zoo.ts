/** Trains templates on wasm and holds them to what they promise. */
import type { Document } from '../graph/document';
import type { Host } from './host';
import { trainDocument } from './session';

export interface ZooEntry {
  readonly id: string;
  readonly document: Document;
}

export interface ZooLine {
  readonly template: string;
  readonly family: string;
  readonly metric: string;
  readonly direction: 'higher' | 'lower';
  /** `null` where training gave no such number. */
  readonly value: number | null;
  readonly threshold: number;
  readonly passed: boolean;
  readonly seconds: number;
}

/** One line for each entry that has `expects`; true where all passed. */
export async function runZoo(
  entries: readonly ZooEntry[],
  host: Host,
  onLine: (line: ZooLine) => void,
): Promise<boolean> {
  let allPassed = true;
  for (const { id, document } of entries) {
    const expects = document.about?.expects;
    if (!expects) continue;
    const { metric, direction, threshold } = expects;
    const { metrics, seconds } = await trainDocument({ document, host, backend: 'wasm' });
    const value = metrics[metric] ?? null;
    const passed =
      value !== null && (direction === 'higher' ? value >= threshold : value <= threshold);
    allPassed &&= passed;
    const family = document.about?.family ?? '';
    onLine({ template: id, family, metric, direction, value, threshold, passed, seconds });
  }
  return allPassed;
}
