/** A button that lists the steps which fit on an edge of the preparation, and puts the chosen one there. */
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { DatasetSpec } from '../../../src/compiler/world';
import type { Data, Document, Edge } from '../../../src/graph/document';
import { commit } from '../../../src/graph/history';
import { IconButton } from '../controls/IconButton';
import { Menu } from '../controls/Menu';
import { useWords, words } from '../i18n';
import { thingName } from '../i18n/names';
import { documentStore } from '../stores/document';
import { lookStore } from './look-store';
import { fittingKinds, insertStep } from './steps';

interface OnEdge {
  readonly data: Data;
  readonly spec: DatasetSpec;
  readonly edge: Edge;
  readonly className?: string | undefined;
}

/** Nothing where no step fits. */
export function AddStepOn({ data, spec, edge, className }: OnEdge) {
  const kinds = useMemo(() => fittingKinds(data, spec, edge), [data, spec, edge]);
  return (
    <AddStep
      kinds={kinds}
      className={className}
      add={(kind) => addStep((before) => insertStep(before, kind, edge))}
    />
  );
}

export function AddStep(props: {
  readonly kinds: readonly string[];
  readonly add: (kind: string) => void;
  readonly className?: string | undefined;
}) {
  const t = useWords();
  if (props.kinds.length === 0) return null;
  const items = props.kinds.map((kind) => ({
    id: kind,
    label: thingName(t, 'step', kind),
    run: () => props.add(kind),
  }));
  return (
    <Menu label={t('dataPanel.addStep')} sections={[{ id: 'steps', items }]}>
      <IconButton icon={Plus} label={t('dataPanel.addStep')} className={props.className} />
    </Menu>
  );
}

/** Records the edit and chooses the step that it added. */
export function addStep(edit: (document: Document) => Document): void {
  const store = documentStore();
  const before = store.getState().document;
  store.getState().dispatch(edit, commit(words('dataPanel.addStep')));
  const known = new Set(before.data?.preparation.nodes.map(({ id }) => id));
  const { data } = store.getState().document;
  const step = data?.preparation.nodes.find(({ id }) => !known.has(id));
  if (step) lookStore.setState({ step: step.id });
}
