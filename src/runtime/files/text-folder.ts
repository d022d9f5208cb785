/** Folders of texts, a folder a class, and one long text, whose paragraphs are the samples. */
import type { FileColumn } from '../../compiler/files';
import { decodeText, isText } from '../containers/decode-text';
import type { Column, Samples } from '../dataset';
import { packTexts } from '../text-column';
import { classFolders, classNames, type Filed, inWishedOrder } from './class-folders';
import { FilesError } from './problems';
import { type FileReader, isClass, type ReadContext, requireGoing, wishedName } from './reader';
import { extensionOf, type FileEntry, readWhole } from './tree';

const MOST_BYTES = 512e6;

const isTextFile = ({ path }: FileEntry): boolean =>
  ['txt', 'md', 'text'].includes(extensionOf(path));

export const textFolder: FileReader = {
  id: 'text-folder',
  knows: ({ files }) => files.some(isTextFile),
  open: async ({ files, name }, context) => {
    const filed = classFolders(files.filter(isTextFile));
    const total = filed.reduce((sum, { entry }) => sum + entry.size, 0);
    if (total > MOST_BYTES) {
      throw new FilesError(`${name} holds ${total} bytes of text; at most ${MOST_BYTES} fit.`);
    }
    return {
      describe: async (wish) => {
        const sample = wishedName(wish, ({ dtype }) => dtype === 'text', 'sample');
        const target = wishedName(wish, isClass, 'target');
        const classes = inWishedOrder(classNames(filed), wish.columns[target]?.classes);
        const columns: Record<string, FileColumn> = { [sample]: { type: 'text', from: name } };
        if (classes.length > 0) columns[target] = { type: 'category', classes };
        const missing = Object.keys(wish.columns).filter((column) => !(column in columns));
        return { kind: 'text', columns, missing };
      },
      load: async (columns) => ({
        train: await load(
          filed.filter(({ part }) => part === 'train'),
          columns,
          context,
        ),
        test: await load(
          filed.filter(({ part }) => part === 'test'),
          columns,
          context,
        ),
      }),
    };
  },
};

async function load(
  files: readonly Filed[],
  columns: Readonly<Record<string, FileColumn>>,
  { problems, signal, onProgress }: ReadContext,
): Promise<Samples> {
  const target = Object.entries(columns).find(([, column]) => column.type === 'category');
  const classes = target?.[1].type === 'category' ? target[1].classes : undefined;
  const texts: string[] = [];
  const labels: number[] = [];
  for (const [i, { entry, className }] of files.entries()) {
    requireGoing(signal);
    const label = classes?.indexOf(className) ?? 0;
    const bytes = await readWhole(entry, MOST_BYTES);
    const isReadable = isText(bytes);
    const text = isReadable ? decodeText(bytes).trim() : '';
    if (label < 0 || text === '') {
      const reason =
        label < 0
          ? 'The text is in no class folder of the document'
          : `The file is ${isReadable ? 'empty' : 'not a text'}`;
      problems.add({ file: entry.path, message: `${reason}; it was left out.` });
    } else {
      const samples = classes ? [text] : paragraphs(text);
      for (const sample of samples) {
        texts.push(sample);
        labels.push(label);
      }
    }
    onProgress?.(i + 1, files.length);
  }
  const packed: Record<string, Column> = {};
  for (const [name, column] of Object.entries(columns)) {
    packed[name] =
      column.type === 'text'
        ? packTexts(texts)
        : { shape: [], values: Int32Array.from(labels), dtype: 'int32' };
  }
  return { count: texts.length, columns: packed };
}

/** Texts between empty lines; a text without them is its lines. */
function paragraphs(text: string): string[] {
  const parts = text.split(/\r?\n\s*\r?\n/).map((part) => part.trim());
  const some = parts.length > 1 ? parts : text.split(/\r?\n/).map((line) => line.trim());
  return some.filter((part) => part !== '');
}
