/** Relabels or deletes a sample of one's own data: an edit of the document like any other, so that undo takes it back. */
import { changeSample } from '../../../src/compiler/data-changes';
import { patchData } from '../../../src/graph/edits/training';
import { commit, merge } from '../../../src/graph/history';
import { words } from '../i18n';
import { documentStore } from '../stores/document';

/** `null` leaves the sample out, `undefined` takes it as it is in the files. Numbers go over both parts. */
export function changeLabel(
  number: number,
  firstTest: number,
  label: number | null | undefined,
  gesture?: string,
): void {
  const change =
    number < firstTest
      ? { part: 'train' as const, index: number, label }
      : { part: 'test' as const, index: number - firstTest, label };
  const key = label === null ? 'delete' : label === undefined ? 'restore' : 'relabel';
  const text = words(`dataPanel.${key}`);
  documentStore()
    .getState()
    .dispatch(
      (document) =>
        document.data
          ? patchData(document, { parameters: changeSample(document.data.parameters, change) })
          : document,
      gesture ? merge(`relabel ${number} ${gesture}`, text) : commit(text),
    );
}
