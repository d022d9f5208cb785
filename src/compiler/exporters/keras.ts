/** Keras 3's own file: a zip of `config.json`, `metadata.json`, `model.weights.h5`, with the document inside. */
import { serialise } from '../../graph/serialise';
import { defineExporter, type ExportInput } from './exporter';
import { type ExportFile, type Files, jsonFile } from './files';
import { kerasGaps, kerasModel, supportNames } from './keras-config';
import { SUPPORT_MODULE, supportText } from './keras-support';
import { KERAS_VERSION, kerasWeights, legacyWeights } from './keras-weights';

export const keras = defineExporter({
  id: 'keras',
  label: 'Keras',
  doc: 'One `.keras` file for `keras.saving.load_model`, with the document inside.',
  runtime: 'keras',
  gaps: kerasGaps,
  files: (input) => {
    const entries: Files = new Map<string, ExportFile>([
      ['metadata.json', jsonFile({ keras_version: KERAS_VERSION, generated_by: 'Netloom' })],
      ['config.json', `${JSON.stringify(kerasModel(input.program))}\n`],
      ['model.weights.h5', { kind: 'hdf5', root: kerasWeights(input) }],
      ['netloom.json', serialise(input.document)],
    ]);
    return new Map<string, ExportFile>([
      ['model.keras', { kind: 'zip', entries }],
      ...supportFile(input),
    ]);
  },
});

export const kerasH5 = defineExporter({
  id: 'keras-h5',
  label: 'Keras HDF5',
  doc: 'The older `.h5` file of Keras, which Keras 2 wrote and Keras 3 still reads.',
  runtime: 'keras',
  gaps: kerasGaps,
  files: (input) => {
    const root = {
      attributes: {
        model_config: JSON.stringify(kerasModel(input.program)),
        keras_version: KERAS_VERSION,
        backend: 'tensorflow',
        netloom: serialise(input.document),
      },
      groups: { model_weights: legacyWeights(input, input.program) },
    };
    return new Map<string, ExportFile>([
      ['model.h5', { kind: 'hdf5', root }],
      ...supportFile(input),
    ]);
  },
});

/** The module that the model needs, where stock Keras does not do. */
export function supportFile({ program }: ExportInput): [string, string][] {
  const names = supportNames(program);
  return names.length > 0 ? [[`${SUPPORT_MODULE}.py`, supportText(names)]] : [];
}
