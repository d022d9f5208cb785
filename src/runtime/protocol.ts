/** The messages between the studio and the worker that trains. Nothing else crosses. */
import type { Document } from '../graph/document';

export type BackendId = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export interface BackendCandidate {
  readonly id: BackendId;
  readonly available: boolean;
  readonly selfTest: 'passed' | 'failed' | 'not run';
  /** Training steps a second of the micro-benchmark. */
  readonly stepsPerSecond?: number;
  /** Machine-readable reason; the studio words it in both languages. */
  readonly reason: 'fastest' | 'slower' | 'software' | 'wrong' | 'absent' | 'timeout' | 'only';
  /** Detail as measured: renderer name, largest difference, seconds waited. */
  readonly detail?: string;
}

export interface BackendVerdict {
  readonly backend: BackendId;
  readonly candidates: readonly BackendCandidate[];
  /** Chosen by the user, not by measurement. */
  readonly forced: boolean;
  /** Taken from the cache of an earlier measurement on this machine. */
  readonly cached: boolean;
  /** How much faster than the next one that passed, e.g. 4.1 over `wasm`. */
  readonly advantage?: { readonly ratio: number; readonly over: BackendId };
}

export interface Histogram {
  readonly variable: string;
  readonly of: 'weight' | 'gradient';
  /** 64 counts over [min, max] that sum to the tensor's finite size. */
  readonly counts: Float32Array;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sigma: number;
  /** Euclidean norm of the finite values. */
  readonly norm: number;
  /** Euclidean norm of what the last step changed, for weights that a step was measured of. */
  readonly update?: number;
  readonly zeros: number;
  readonly nans: number;
  readonly infinities: number;
}

export type RunState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'compiling';
      readonly stage: 'data' | 'build' | 'warm' | 'features';
      readonly done: number;
      readonly total: number;
    }
  | { readonly phase: 'running' | 'paused' }
  | {
      readonly phase: 'finished';
      readonly reason: 'completed' | 'stopped' | 'early';
      readonly bestEpoch?: number;
    }
  | { readonly phase: 'failed'; readonly failure: Failure };

export interface Failure {
  readonly code:
    | 'non-finite'
    | 'memory'
    | 'context-lost'
    | 'worker-died'
    | 'data'
    | 'build'
    | 'unknown';
  /** What was received and expected; the studio words known codes itself. */
  readonly message: string;
  readonly hint: string;
  /** Exact step (from 1) and layer of the first non-finite value. */
  readonly step?: number;
  readonly node?: string;
}

/** Where a run stands; counts from 1. */
export interface Progress {
  readonly phaseIndex: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
}

/** Means of training values over the steps since the last message; `step` is the global step they end at. */
export interface StepPoint {
  readonly step: number;
  /** Epochs done as a fraction: 4.25. */
  readonly epoch: number;
  readonly values: Readonly<Record<string, number>>;
}

export interface EpochLine {
  readonly phase: number;
  readonly epoch: number;
  /** `loss`, `accuracy`, `valLoss`, `valAccuracy` and other metrics by name. */
  readonly values: Readonly<Record<string, number | null>>;
  readonly samplesPerSecond: number;
  readonly seconds: number;
}

export interface Telemetry {
  readonly progress: Progress;
  readonly points: readonly StepPoint[];
  readonly samplesPerSecond: number;
  readonly learningRate?: number;
  readonly memory: { readonly tensors: number; readonly bytes: number };
}

export interface SampleView {
  /** The sample as the network receives it, by Input id. */
  readonly inputs: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
  >;
  /** By Output id. */
  readonly targets: Readonly<Record<string, Float32Array>>;
  readonly part: 'train' | 'validation';
  readonly index: number;
  readonly count: number;
}

/** Activations of one sample or values of weights, for faces. `shape` without the batch axis. */
export interface Probe {
  readonly node: string;
  /** `peak`: for every unit or filter, the largest magnitude of its output over some samples; 0 is an inactive one. */
  readonly of: 'activation' | 'weight' | 'gradient' | 'peak';
  /** The weight's name where `of` is not `activation`. */
  readonly weight?: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Confusion {
  readonly output: string;
  readonly classes: readonly string[];
  /** Row = true class, column = predicted class, row-major. */
  readonly counts: Int32Array;
  /** Up to 24 validation indices for each cell, row-major. */
  readonly samples: readonly (readonly number[])[];
}

export type ToWorker =
  | {
      readonly type: 'choose-backend';
      readonly choice: 'auto' | BackendId;
      readonly measureAgain?: boolean;
    }
  /** Compiles and loads data without training, so that faces and Try it work before the first step. */
  | { readonly type: 'prepare'; readonly document: Document }
  | {
      readonly type: 'train';
      readonly document: Document;
      readonly checkpoint?: ArrayBuffer;
      readonly from?: 'weights' | 'scratch';
    }
  | { readonly type: 'pause' }
  /** `document` carries edits made in the pause; weights of nodes whose shapes did not change are kept. */
  | { readonly type: 'resume'; readonly document?: Document }
  | { readonly type: 'step' }
  | { readonly type: 'stop' }
  | { readonly type: 'set-learning-rate'; readonly value: number }
  | { readonly type: 'set-dropout'; readonly node: string; readonly rate: number }
  /** While `hold`, telemetry, epochs, histograms and probes wait in the worker, and checkpoints come every 10 s. */
  | { readonly type: 'hold'; readonly hold: boolean }
  /** Histograms are computed only while somebody looks. */
  | {
      readonly type: 'watch';
      readonly histograms: boolean;
      readonly probes: 'structure' | 'activations' | 'weights' | 'gradients';
      readonly nodes: readonly string[];
      readonly sample: number;
      /** The node whose weights and peaks are wanted besides, whatever the faces show. */
      readonly inspect?: string | null;
    }
  | {
      readonly type: 'sample';
      readonly request: number;
      readonly part: 'train' | 'validation';
      readonly index: number;
    }
  | {
      readonly type: 'predict';
      readonly request: number;
      /** By Input id; one sample or several after one another. */
      readonly inputs: Readonly<Record<string, Float32Array>>;
      /** The samples are as the data set has them (0 to 255, centimetres) and go through the preparation first. */
      readonly raw?: boolean;
    }
  | { readonly type: 'evaluate'; readonly request: number }
  | { readonly type: 'generate'; readonly request: number; readonly count: number }
  | { readonly type: 'save-weights'; readonly request: number };

export type FromWorker =
  | { readonly type: 'backend'; readonly verdict: BackendVerdict }
  | { readonly type: 'state'; readonly state: RunState }
  | { readonly type: 'telemetry'; readonly telemetry: Telemetry }
  | { readonly type: 'epoch'; readonly line: EpochLine }
  | {
      readonly type: 'histograms';
      /** Epochs done as a fraction: 4.25. */
      readonly epoch: number;
      readonly histograms: readonly Histogram[];
    }
  | { readonly type: 'probes'; readonly probes: readonly Probe[]; readonly sample: number }
  | {
      readonly type: 'data';
      readonly train: number;
      readonly validation: number;
      readonly classes: Readonly<Record<string, readonly string[]>>;
    }
  /** At least one every 10 s and, unless held, every epoch of half a second or more; the studio stores it. */
  | {
      readonly type: 'checkpoint';
      readonly bytes: ArrayBuffer;
      readonly epoch: number;
      readonly step: number;
    }
  | { readonly type: 'sample'; readonly request: number; readonly sample: SampleView }
  | {
      readonly type: 'prediction';
      readonly request: number;
      readonly outputs: Readonly<Record<string, Float32Array>>;
    }
  | {
      readonly type: 'evaluation';
      readonly request: number;
      readonly metrics: Readonly<Record<string, number>>;
      readonly confusions: readonly Confusion[];
    }
  /** Output of the document's driver: GAN samples (x, y pairs), RBM reconstructions; shape [count, …]. */
  | {
      readonly type: 'generated';
      readonly request: number;
      readonly shape: readonly number[];
      readonly values: Float32Array;
    }
  | { readonly type: 'weights'; readonly request: number; readonly bytes: ArrayBuffer }
  | { readonly type: 'request-failed'; readonly request: number; readonly failure: Failure };
