/** The messages between the studio and the worker that imports and exports models. One worker does one thing and ends. */
import type { Gap, Quantization } from '../compiler/exporters/exporter';
import type { Drawing } from '../compiler/exporters/files';
import type { ImporterId } from '../compiler/importers/all';
import type { ImportNote, Placeholder } from '../compiler/importers/importer';
import type { Mapping } from '../compiler/mapping/mapping';
import type { Document } from '../graph/document';
import type { Passport } from './passport';
import type { ChosenRow, Starts } from './start-from-file';

/** A file as it lies in its folder: its name alone. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type ToExchange =
  | {
      readonly type: 'import';
      readonly file: NamedFile;
      /** What was chosen or dropped together with it: weight files of a model.json. */
      readonly beside: readonly NamedFile[];
    }
  | {
      readonly type: 'export';
      readonly document: Document;
      readonly exporter: string;
      /** A safetensors file of trained weights; without it the training's seed draws them. */
      readonly weights?: Uint8Array;
      readonly metrics?: Readonly<Record<string, number>>;
      readonly quantization?: Quantization;
    }
  | {
      /** Which weight each tensor of a safetensors file may become. */
      readonly type: 'map';
      readonly document: Document;
      readonly file: NamedFile;
    }
  | {
      /** Keeps what the rows say for the networks to start from. */
      readonly type: 'start';
      readonly document: Document;
      readonly file: NamedFile;
      readonly rows: readonly ChosenRow[];
    };

/** What the window answers to `draw`, which no worker can do; `null` where it could not. */
export interface Drawn {
  readonly type: 'drawn';
  readonly png: Uint8Array | null;
}

export interface ImportedReport {
  readonly document: Document;
  readonly importer: ImporterId;
  /** Number of weights that were read. */
  readonly weights: number;
  /** False where the browser keeps nothing: the document starts with drawn weights. */
  readonly kept: boolean;
  readonly placeholders: readonly Placeholder[];
  readonly notes: readonly ImportNote[];
  /** The document against the file that came in. */
  readonly passport: Passport;
}

export type FromExchange =
  | {
      readonly type: 'stage';
      readonly stage: 'reading' | 'writing' | 'comparing';
      /** Weights of all weights that are done, in whole per cent; absent where nobody can know. */
      readonly percent?: number;
    }
  | { readonly type: 'draw'; readonly drawing: Drawing }
  | { readonly type: 'imported'; readonly report: ImportedReport }
  | { readonly type: 'gaps'; readonly gaps: readonly Gap[] }
  | {
      readonly type: 'exported';
      /** One file, or a zip of several. */
      readonly file: NamedFile;
      readonly files: readonly string[];
      readonly passport: Passport;
    }
  | { readonly type: 'mapped'; readonly mapping: Mapping }
  | { readonly type: 'started'; readonly starts: Starts }
  /** One sentence for people. */
  | { readonly type: 'failed'; readonly message: string };
