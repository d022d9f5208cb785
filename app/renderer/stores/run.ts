/**
 * Telemetry of the run: small values in the store (at most ten changes a second), series in ring buffers beside it.
 * Charts subscribe to `seriesVersion`, which moves at most twice a second.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Document } from '../../../src/graph/document';
import type {
  BackendVerdict,
  EpochLine,
  Failure,
  Histogram,
  Probe,
  Progress,
  RunState,
  StepPoint,
  Telemetry,
} from '../../../src/runtime/protocol';

export interface HistogramRow {
  readonly epoch: number;
  readonly histogram: Histogram;
}

/** Series of one run; appended in place, read by charts when `seriesVersion` moves. */
export interface Series {
  readonly points: StepPoint[];
  readonly epochs: EpochLine[];
  /** By `<call>.<weight>` and `weight` or `gradient`: `conv2.kernel/weight`. */
  readonly histograms: Map<string, HistogramRow[]>;
}

export interface RunValues {
  readonly state: RunState;
  readonly verdict: BackendVerdict | null;
  readonly progress: Progress | null;
  readonly telemetry: Telemetry | null;
  readonly data: {
    readonly train: number;
    readonly validation: number;
    readonly classes: Readonly<Record<string, readonly string[]>>;
  } | null;
  /** Best validation value so far and where. */
  readonly best: { readonly metric: string; readonly value: number; readonly epoch: number } | null;
  readonly failure: Failure | null;
  readonly startedAt: number | null;
  /** A checkpoint of this document that a run can go on from; `earlier` when another page left it behind. */
  readonly checkpoint: {
    readonly epoch: number;
    readonly step: number;
    readonly earlier: boolean;
  } | null;
  /** The worker compiles and loads without training, so that faces and Try it work; `state` stays as it was. */
  readonly preparing: Extract<RunState, { readonly phase: 'compiling' }> | null;
  /** Grows with every model that the worker made ready: what was read from an older one is stale. */
  readonly modelVersion: number;
  /** Seconds until the planned end; `null` until it can be told. */
  readonly timeLeft: number | null;
  /** Seconds that the run has trained, without its pauses. */
  readonly seconds: number;
  /** By node id. Replaced as a whole at most five times a second. */
  readonly probes: ReadonlyMap<string, readonly Probe[]>;
  readonly seriesVersion: number;
  /** The document as it was when the run started or went on; edits since then show in the run row. */
  readonly trainedDocument: Document | null;
}

export const series: Series = { points: [], epochs: [], histograms: new Map() };

/** The ring buffers as they are at a `seriesVersion`: what is worked out from them depends on that number. */
export function seriesAt(_version: number): Series {
  return series;
}

/** Curves of earlier runs of this window, drawn in grey. */
export const earlierRuns: { readonly name: string; readonly series: Series }[] = [];

export interface RunStoreState extends RunValues {
  set(values: Partial<RunValues>): void;
}

export const runStore = createStore<RunStoreState>()((set) => ({
  state: { phase: 'idle' },
  verdict: null,
  progress: null,
  telemetry: null,
  data: null,
  best: null,
  failure: null,
  startedAt: null,
  checkpoint: null,
  preparing: null,
  modelVersion: 0,
  timeLeft: null,
  seconds: 0,
  probes: new Map(),
  seriesVersion: 0,
  trainedDocument: null,
  set,
}));

export function useRun<T>(select: (state: RunStoreState) => T): T {
  return useStore(runStore, select);
}
