/** What can be imported, by id. A new format is a line here and its reader in `runtime/import-model.ts`. */

export interface ImporterSpec {
  readonly id: string;
  readonly label: string;
  /** Full sentences; the first at most 90 characters. */
  readonly doc: string;
  /** How its files end, with the dot. */
  readonly endings: readonly string[];
}

export const importers = {
  tfjs: {
    id: 'tfjs',
    label: 'TensorFlow.js',
    doc: 'A layers model: `model.json` with its weight files beside it.',
    endings: ['.json'],
  },
  keras: {
    id: 'keras',
    label: 'Keras',
    doc: 'A `.keras` file of Keras 3: config and weights.',
    endings: ['.keras', '.zip'],
  },
  'keras-h5': {
    id: 'keras-h5',
    label: 'Keras HDF5',
    doc: 'A whole model in an older `.h5` file of Keras 2 or 3.',
    endings: ['.h5', '.hdf5'],
  },
  'keras-json': {
    id: 'keras-json',
    label: 'Keras config',
    doc: 'The config of a Keras model as JSON, without weights.',
    endings: ['.json'],
  },
  'keras-source': {
    id: 'keras-source',
    label: 'Keras source',
    doc: 'Python that builds a network with Keras; it is read, never run.',
    endings: ['.py'],
  },
  typescript: {
    id: 'typescript',
    label: 'TypeScript',
    doc: 'Source that builds a network with TensorFlow.js; it is read, never run.',
    endings: ['.ts', '.js'],
  },
  onnx: {
    id: 'onnx',
    label: 'ONNX',
    doc: 'A graph with its weights; pictures become height × width × channels.',
    endings: ['.onnx'],
  },
} as const satisfies Readonly<Record<string, ImporterSpec>>;
export type ImporterId = keyof typeof importers;
