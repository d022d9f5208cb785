/** Opening whatever a person picks or drops: documents open, models of other programs are imported. */

import { importers } from '../../../src/compiler/importers/all';
import { carriedDocument } from '../../../src/runtime/carried-document';
import type { Bridge } from '../../shared/ipc';
import { words } from '../i18n/index';
import { notify, openDropped, openText } from '../persistence/files';
import { importFiles, mapWeights } from './exchange-store';

/** Endings of model files; JSON may be a document as well. */
const modelEndings = Object.values(importers)
  .flatMap(({ endings }): readonly string[] => endings)
  .filter((ending) => ending !== '.json');

/** Source may be no more than what a model beside it needs, as the layer classes of an export are. */
const sourceEndings = [...importers['keras-source'].endings, ...importers.typescript.endings];

const endsIn =
  (endings: readonly string[]) =>
  ({ name }: File): boolean =>
    endings.some((ending) => name.toLowerCase().endsWith(ending));
const isModel = endsIn(modelEndings);
const isSource = endsIn(sourceEndings);
const isWeights = endsIn(['.safetensors']);
const isJson = endsIn(['.json', '.netloom']);

/** As much of a file as tells whose it is. */
const START = 4096;

/** JSON of Keras or TensorFlow.js, not of Netloom. */
function isForeign(text: string): boolean {
  const start = text.slice(0, START);
  return /"(modelTopology|class_name|weightsManifest)"/.test(start) && !/"netloom"/.test(start);
}

/** A document is opened; a model is imported with the files that lie beside it. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const whole = files.find((each) => isModel(each) && !isSource(each));
  const file = whole ?? files.find(isJson) ?? files.find(isSource) ?? files[0];
  if (!file) return;
  if (isWeights(file)) {
    await mapWeights(file);
    return;
  }
  const beside = files.filter((other) => other !== file);
  const start = await file
    .slice(0, START)
    .text()
    .catch(() => '');
  if (isModel(file) || isForeign(start)) await importFiles(file, beside);
  else if (/\.(svg|png)$/i.test(file.name)) await openPicture(file);
  else await openDropped(file);
}

/** An exported picture carries its document. */
async function openPicture(file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
  const text = carriedDocument(bytes);
  if (text !== undefined) openText(text, file.name.replace(/\.\w+$/, '.netloom'));
  else {
    const title = words('shell.fileTitle', { name: file.name });
    notify({ title, text: words('exchange.noDocument') });
  }
}

async function openOnDesktop(desktop: Bridge): Promise<void> {
  try {
    const chosen = await desktop.chooseFiles(endings);
    if (!chosen) return;
    if (!('path' in chosen)) {
      await openFiles(chosen.map(({ name, bytes }) => new File([bytes], name)));
      return;
    }
    const { path, text } = chosen;
    const name = path.split(/[\\/]/).at(-1) ?? path;
    if (isForeign(text)) await importFiles(new File([text], name), []);
    else openText(text, path);
  } catch {
    notify({ title: words('shell.openFile'), text: words('shell.fileRead') });
  }
}

/** Everything that `openFiles` opens, and the weight files that lie beside a model. */
const endings = [
  ...['.netloom', '.json', ...modelEndings],
  ...['.bin', '.safetensors', '.svg', '.png'],
];

/** Asks for a file by the desktop's dialog, which gives a document its path, or by the browser's. */
export async function openFile(): Promise<void> {
  if (window.netloom) await openOnDesktop(window.netloom);
  else pick([...endings, 'application/json']);
}

/** Asks for a model of another program; a model.json is chosen together with its weight files. */
export function pickModel(): void {
  pick(['.json', ...modelEndings, '.bin']);
}

/** Asks for a file of weights for the open document. */
export function pickWeights(): void {
  pick(['.safetensors']);
}

function pick(accept: readonly string[]): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept.join();
  input.multiple = true;
  input.onchange = () => void openFiles([...(input.files ?? [])]);
  input.click();
}
