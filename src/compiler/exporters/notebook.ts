/** Jupyter notebooks (nbformat 4.5) around the Keras and PyTorch sources. */
import type { Json } from '../../graph/document';
import { defineExporter, type Exporter, type ExportInput } from './exporter';
import { type ExportFile, jsonFile } from './files';
import { kerasSource } from './keras-source';
import { pytorch } from './torch';

interface Cell {
  readonly type: 'markdown' | 'code';
  readonly text: string;
}

const lines = (text: string): string[] => text.trimEnd().split(/(?<=\n)/);

function notebook(cells: readonly Cell[]): string {
  return jsonFile({
    cells: cells.map(
      ({ type, text }, i): Json => ({
        cell_type: type,
        id: `cell-${i + 1}`,
        metadata: {},
        source: lines(text),
        ...(type === 'code' ? { execution_count: null, outputs: [] } : {}),
      }),
    ),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** Python files become cells that write themselves, so that the notebook needs nothing but its weights. */
function cellsOf(input: ExportInput, files: ReadonlyMap<string, ExportFile>, run: string): Cell[] {
  const sources = [...files].flatMap(([name, file]) =>
    typeof file === 'string' && name.endsWith('.py') ? [[name, file] as const] : [],
  );
  const { document } = input;
  return [
    {
      type: 'markdown',
      text: `# ${document.name}\n\n${document.about?.description ?? ''}\n\nExported by Netloom. Every source file is a cell that writes itself beside the weights.\n`,
    },
    ...sources.map(
      ([name, text]): Cell => ({ type: 'code', text: `%%writefile ${name}\n${text}` }),
    ),
    { type: 'markdown', text: '## Use it\n' },
    { type: 'code', text: run },
  ];
}

function around(base: Exporter, id: string, label: string, run: string): Exporter {
  return defineExporter({
    id,
    label,
    doc: `A Jupyter notebook with the ${base.label} files: it loads the weights and predicts.`,
    gaps: base.gaps,
    ...(base.writesTraining ? { writesTraining: true } : {}),
    files: (input) => {
      const files = base.files(input);
      const kept = [...files].filter(([, file]) => typeof file !== 'string');
      return new Map<string, ExportFile>([
        ['notebook.ipynb', notebook(cellsOf(input, files, run))],
        ...kept,
      ]);
    },
  });
}

export const kerasNotebook = around(
  kerasSource,
  'keras-notebook',
  'Keras notebook',
  'from model import load\n\nmodel = load("model.weights.h5")\nmodel.summary()\n',
);

export const pytorchNotebook = around(
  pytorch,
  'pytorch-notebook',
  'PyTorch notebook',
  'from load import load\n\nmodel = load("model.safetensors")\nprint(model)\n',
);
