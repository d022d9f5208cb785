/** Going through problems and mending them by keys. */

import type { Problem, Repair } from '../../../src/compiler/problem';
import { commit } from '../../../src/graph/history';
import { words } from '../i18n/index';
import { problemTitle, repairWords } from '../problems/wording';
import { announce } from '../shell/announce';
import { documentStore } from '../stores/document';
import { currentProblems } from '../stores/facts';
import { shownNetworkName } from '../stores/shown';
import { viewStore } from '../stores/view';
import type { Action } from './action';

/** Selects the node of a problem and shows the network it stands in. */
export function goToProblem(problem: Problem): void {
  const { document } = documentStore().getState();
  const view = viewStore.getState();
  if (shownNetworkName(document, view.path) !== problem.network) {
    if (Object.hasOwn(document.networks, problem.network)) view.set({ path: [problem.network] });
  }
  if (problem.node !== undefined) view.select([problem.node]);
}

/** Applies a repair as one undo step and ends its preview. */
export function applyRepair(repair: Repair): void {
  const { title } = repairWords(repair);
  viewStore.getState().set({ preview: null });
  documentStore().getState().dispatch(repair.apply, commit(title));
  announce('edit', words('shell.repaired', { title }));
}

/** The problem that F8 stands at: the selected node's first, else the first of all. */
export function problemInFocus(): Problem | undefined {
  const problems = currentProblems();
  const selection = viewStore.getState().selection;
  return problems.find(({ node }) => node !== undefined && selection.includes(node)) ?? problems[0];
}

function nextProblem(): void {
  const problems = currentProblems();
  if (problems.length === 0) return;
  const selection = viewStore.getState().selection;
  const here = problems.findIndex(({ node }) => node !== undefined && selection.includes(node));
  const next = problems[(here + 1) % problems.length]!;
  goToProblem(next);
  viewStore.getState().set({ dockTab: 'problems', dockFolded: false });
  announce('problems', problemTitle(next));
}

const repairAt = (index: number) => problemInFocus()?.repairs[index];

export const problemActions: readonly Action[] = [
  {
    id: 'problems.next',
    section: 'network',
    label: () => words('shell.nextProblem'),
    shortcut: 'F8',
    enabled: () => currentProblems().length > 0,
    run: nextProblem,
  },
  ...[0, 1, 2].map(
    (index): Action => ({
      id: `problems.repair${index + 1}`,
      section: 'network',
      label: () => {
        const repair = repairAt(index);
        return repair
          ? repairWords(repair).title
          : words('shell.repairNumber', { number: index + 1 });
      },
      shortcut: `Alt+${index + 1}`,
      hidden: index > 0,
      enabled: () => repairAt(index) !== undefined,
      run: () => {
        const repair = repairAt(index);
        if (repair) applyRepair(repair);
      },
    }),
  ),
];
