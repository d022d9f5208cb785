/** The shown network with its facts, or the same with a previewed repair applied to it. */
import { useMemo } from 'react';

import { emptyNetwork, networkOf } from '../../../src/graph/network';
import { useWords } from '../i18n';
import { useDocument } from '../stores/document';
import { problemsOf, useFacts, useProblems } from '../stores/facts';
import { placedFacts } from '../stores/placed';
import { shownNetworkName } from '../stores/shown';
import { shownSelection, useView } from '../stores/view';
import type { Scene } from './adapter';
import { useShownFaces } from './shown-faces';
import { useGrip } from './touch';

export function useScene(): Scene {
  const t = useWords();
  const open = useDocument((state) => state.document);
  const path = useView((view) => view.path);
  const openedKeys = useView((view) => view.opened);
  const preview = useView((view) => view.preview);
  const { faces } = useShownFaces();
  const selected = useView(shownSelection);
  const selectedWires = useView((view) => view.selectedEdges);
  const openFacts = useFacts();
  const grip = useGrip();
  const settled = useProblems();
  const name = shownNetworkName(open, path);
  const selection = useMemo(() => new Set(selected), [selected]);
  const opened = useMemo(() => new Set(openedKeys), [openedKeys]);
  const selectedEdges = useMemo(() => new Set(selectedWires), [selectedWires]);
  const before = networkOf(open, name) ?? emptyNetwork;
  const shown = useMemo(() => preview?.apply(open) ?? open, [preview, open]);
  const network = networkOf(shown, name) ?? emptyNetwork;
  const { facts, scope } = useMemo(() => placedFacts(shown, path), [shown, path]);
  return useMemo(
    () => ({
      document: shown,
      name,
      network,
      facts,
      isBlock: path.length > 1,
      path,
      opened,
      scope,
      problems: shown === open ? settled : problemsOf(shown),
      faces,
      selection,
      selectedEdges,
      before: shown === open ? null : before,
      beforeFacts: shown === open ? null : openFacts,
      grip,
      t,
    }),
    [
      shown,
      open,
      name,
      network,
      facts,
      path,
      opened,
      scope,
      openFacts,
      settled,
      faces,
      selection,
      selectedEdges,
      before,
      grip,
      t,
    ],
  );
}
