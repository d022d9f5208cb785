/** What cards show: the switch's choice, but the structure where the network cannot run. */
import { useDocument } from '../stores/document';
import { errorsOf, useProblems } from '../stores/facts';
import { useRun } from '../stores/run';
import { type Faces, useView } from '../stores/view';

export interface ShownFaces {
  readonly faces: Faces;
  /** The network has run or is about to: its activations and weights can be shown. */
  readonly canRun: boolean;
  readonly hasGradients: boolean;
}

export function useShownFaces(): ShownFaces {
  const wanted = useView((view) => view.faces);
  const hasData = useDocument(({ document }) => document.data !== undefined);
  const hasModel = useRun((run) => run.data !== null);
  const hasGradients = useRun(({ state }) => state.phase === 'running' || state.phase === 'paused');
  const hasErrors = errorsOf(useProblems()).length > 0;
  const canRun = hasModel && !hasErrors;
  const nothing = hasErrors || !hasData || (wanted === 'gradients' && !hasGradients);
  return { faces: nothing ? 'structure' : wanted, canRun, hasGradients: canRun && hasGradients };
}
