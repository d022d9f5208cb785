/** Every action of the studio; a new one is an entry in its file, a new file a line here. */
import { canvasActions } from '../canvas/actions';
import type { Action } from './action';
import { editActions } from './edit';
import { fileActions } from './file';
import { helpActions } from './help';
import { problemActions } from './problems';
import { runActions } from './run';
import { viewActions } from './view';

export const allActions: readonly Action[] = [
  ...fileActions,
  ...editActions,
  ...viewActions,
  ...canvasActions,
  ...problemActions,
  ...runActions,
  ...helpActions,
];

const byId = new Map(allActions.map((action) => [action.id, action]));

export function actionById(id: string): Action | undefined {
  return byId.get(id);
}
