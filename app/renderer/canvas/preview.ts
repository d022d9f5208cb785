/** A repair on show: applied as one undo step, or put away. */
import { commit } from '../../../src/graph/history';
import { repairWords } from '../problems/wording';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';

export function applyPreview(): void {
  const { preview, set } = viewStore.getState();
  if (!preview) return;
  set({ preview: null });
  documentStore()
    .getState()
    .dispatch(preview.apply, commit(repairWords(preview).title));
}

export function endPreview(): boolean {
  const { preview, set } = viewStore.getState();
  if (!preview) return false;
  set({ preview: null });
  return true;
}
