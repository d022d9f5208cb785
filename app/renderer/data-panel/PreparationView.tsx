/** How the data are prepared: every way from a column to the network with its steps, and the step that is chosen. */
import { ArrowRight, Plus } from 'lucide-react';
import type { DatasetSpec } from '../../../src/compiler/world';
import type { Data, Document, Node } from '../../../src/graph/document';
import { commit } from '../../../src/graph/history';
import { edgesFrom } from '../../../src/graph/topology';
import { formatValue } from '../controls/format';
import { IconButton } from '../controls/IconButton';
import { Menu } from '../controls/Menu';
import { useWords } from '../i18n';
import { thingName } from '../i18n/names';
import { documentStore, useDocument } from '../stores/document';
import styles from './DataPanel.module.css';
import { lookStore, useLook } from './look-store';
import { StepFields } from './StepFields';
import {
  addAlone,
  aloneKinds,
  aloneSteps,
  type ChainOfNodes,
  chainsOf,
  fittingKinds,
  insertStep,
} from './steps';

export function PreparationView({
  data,
  spec,
}: {
  readonly data: Data;
  readonly spec: DatasetSpec;
}) {
  const t = useWords();
  const chosen = useLook((state) => state.step);
  const step = data.preparation.nodes.find(({ id }) => id === chosen);
  return (
    <div className={styles.split}>
      <div className={styles.ways}>
        {chainsOf(data).map((chain) => (
          <Way key={chain.source.id} chain={chain} data={data} spec={spec} />
        ))}
        <WholeSet data={data} />
      </div>
      {step ? (
        <StepFields key={step.id} step={step} />
      ) : (
        <p className={styles.empty}>{t('dataPanel.chooseStep')}</p>
      )}
    </div>
  );
}

function Way(props: {
  readonly chain: ChainOfNodes;
  readonly data: Data;
  readonly spec: DatasetSpec;
}) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const chosen = useLook((state) => state.step);
  const { source, steps, feed, last } = props.chain;
  // Behind the chosen step, or at the end.
  const edge = steps.some(({ id }) => id === chosen)
    ? edgesFrom(props.data.preparation, chosen!)[0]
    : last;
  const kinds = feed && edge ? fittingKinds(document, props.spec, edge) : [];
  return (
    <div className={styles.way}>
      <span className={styles.end}>{formatValue(source.config.column ?? 'sample')}</span>
      {steps.map((step) => (
        <span key={step.id} className={styles.way}>
          <ArrowRight size={12} aria-hidden />
          <StepButton step={step} />
        </span>
      ))}
      <ArrowRight size={12} aria-hidden />
      {edge && kinds.length > 0 && (
        <AddStep
          kinds={kinds}
          add={(kind) => added(document, insertStep(document, kind, edge), t('dataPanel.addStep'))}
        />
      )}
      {feed && <span className={styles.end}>{formatValue(feed.config.node)}</span>}
    </div>
  );
}

/** Steps that hold for the whole data set: the split, classes made equal. */
function WholeSet({ data }: { readonly data: Data }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const kinds = aloneKinds(data);
  return (
    <div className={styles.way}>
      <span className={styles.quiet}>{t('dataPanel.wholeSet')}</span>
      {aloneSteps(data).map((step) => (
        <StepButton key={step.id} step={step} />
      ))}
      {kinds.length > 0 && (
        <AddStep
          kinds={kinds}
          add={(kind) => added(document, addAlone(document, kind), t('dataPanel.addStep'))}
        />
      )}
    </div>
  );
}

function StepButton({ step }: { readonly step: Node }) {
  const t = useWords();
  const chosen = useLook((state) => state.step);
  return (
    <button
      type="button"
      className={styles.step}
      aria-pressed={step.id === chosen}
      onClick={() => lookStore.setState({ step: step.id })}
    >
      {thingName(t, 'step', step.kind)}
    </button>
  );
}

/** Records the edit and chooses the step that it added. */
function added(before: Document, after: Document, label: string): void {
  documentStore()
    .getState()
    .dispatch(() => after, commit(label));
  const known = new Set(before.data?.preparation.nodes.map(({ id }) => id));
  const step = after.data?.preparation.nodes.find(({ id }) => !known.has(id));
  if (step) lookStore.setState({ step: step.id });
}

function AddStep(props: {
  readonly kinds: readonly string[];
  readonly add: (kind: string) => void;
}) {
  const t = useWords();
  const items = props.kinds.map((kind) => ({
    id: kind,
    label: thingName(t, 'step', kind),
    run: () => props.add(kind),
  }));
  return (
    <Menu label={t('dataPanel.addStep')} sections={[{ id: 'steps', items }]}>
      <IconButton icon={Plus} label={t('dataPanel.addStep')} />
    </Menu>
  );
}
