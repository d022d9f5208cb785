/** What may be done with the run now, and why not: one answer for the dock, the top bar and the keys. */
import { useMemo } from 'react';
import type { Problem } from '../../../src/compiler/problem';
import { useDocument } from '../stores/document';
import { errorsOf, useProblems } from '../stores/facts';
import { type RunValues, useRun } from '../stores/run';
import { compileKey } from './compile-key';

export interface RunControls {
  readonly phase: RunValues['state']['phase'];
  readonly errors: readonly Problem[];
  /** False with errors or without a word on training. */
  readonly canTrain: boolean;
  readonly hasTraining: boolean;
  /** The document differs from what trains in a way that matters to the machine. */
  readonly edited: boolean;
}

export function useRunControls(): RunControls {
  const problems = useProblems();
  const document = useDocument((state) => state.document);
  const state = useRun((run) => run.state);
  const trained = useRun((run) => run.trainedDocument);
  const errors = useMemo(() => errorsOf(problems), [problems]);
  const hasTraining = (document.training?.phases.length ?? 0) > 0;
  return {
    phase: state.phase,
    errors,
    hasTraining,
    canTrain: errors.length === 0 && hasTraining,
    edited: trained !== null && compileKey(trained) !== compileKey(document),
  };
}
