/** Trains templates on wasm and holds them to what they promise. */
import type { Document } from '../graph/document';
import type { Host } from './host';
import { DataError, NOT_INSTALLED } from './preparation/step';
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

export interface ZooEvents {
  readonly onLine: (line: ZooLine) => void;
  /** A template whose data is not on this machine and may not be brought along. */
  readonly onAbsent: (template: string, problem: DataError) => void;
}

/** One line for each entry that has `expects` and whose data is here; true where all passed. */
export async function runZoo(
  entries: readonly ZooEntry[],
  host: Host,
  { onLine, onAbsent }: ZooEvents,
): Promise<boolean> {
  let allPassed = true;
  for (const { id, document } of entries) {
    const expects = document.about?.expects;
    if (!expects) continue;
    const { metric, direction, threshold } = expects;
    const result = await trainDocument({ document, host, backend: 'wasm' }).catch(absent);
    if (result instanceof DataError) {
      onAbsent(id, result);
      continue;
    }
    const { metrics, seconds } = result;
    const value = metrics[metric] ?? null;
    const passed =
      value !== null && (direction === 'higher' ? value >= threshold : value <= threshold);
    allPassed &&= passed;
    const family = document.about?.family ?? '';
    onLine({ template: id, family, metric, direction, value, threshold, passed, seconds });
  }
  return allPassed;
}

function absent(error: unknown): DataError {
  if (error instanceof DataError && error.code === NOT_INSTALLED) return error;
  throw error;
}
