/** How the data are prepared: every way from a column to the network with its steps, and the step that is chosen. */
import { ArrowRight } from 'lucide-react';
import type { DatasetSpec } from '../../../src/compiler/world';
import type { Data, Node } from '../../../src/graph/document';
import { edgesFrom } from '../../../src/graph/topology';
import { formatValue } from '../controls/format';
import { useWords } from '../i18n';
import { thingName } from '../i18n/names';
import { AddStep, AddStepOn, addStep } from './AddStep';
import styles from './DataPanel.module.css';
import { lookStore, useLook } from './look-store';
import { StepFields } from './StepFields';
import { addAlone, aloneKinds, aloneSteps, type ChainOfNodes, chainsOf } from './steps';

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
  const chosen = useLook((state) => state.step);
  const { source, steps, feed, last } = props.chain;
  // Behind the chosen step, or at the end.
  const edge = steps.some(({ id }) => id === chosen)
    ? edgesFrom(props.data.preparation, chosen!)[0]
    : last;
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
      {feed && edge && <AddStepOn data={props.data} spec={props.spec} edge={edge} />}
      {feed && <span className={styles.end}>{formatValue(feed.config.node)}</span>}
    </div>
  );
}

/** Steps that hold for the whole data set: the split, classes made equal. */
function WholeSet({ data }: { readonly data: Data }) {
  const t = useWords();
  const kinds = aloneKinds(data);
  return (
    <div className={styles.way}>
      <span className={styles.quiet}>{t('dataPanel.wholeSet')}</span>
      {aloneSteps(data).map((step) => (
        <StepButton key={step.id} step={step} />
      ))}
      <AddStep kinds={kinds} add={(kind) => addStep((document) => addAlone(document, kind))} />
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
