/** What the network learns from: data set, its parameters, the split, and each way of preparation as a chain. */
import { ArrowRight } from 'lucide-react';
import { datasetOf } from '../../../src/compiler/dataset-of';
import { FILES } from '../../../src/compiler/files';
import { preparationByKind } from '../../../src/compiler/preparation/all';
import { fill } from '../../../src/compiler/values';
import type { Config, Data, Json } from '../../../src/graph/document';
import { patchData } from '../../../src/graph/edits/training';
import { commit, merge } from '../../../src/graph/history';
import { Button } from '../controls/Button';
import { formatCount, formatValue } from '../controls/format';
import { NumberField } from '../controls/NumberField';
import { Segmented } from '../controls/Segmented';
import { Select } from '../controls/Select';
import { openDataTab, openStep } from '../data-panel/look-store';
import { chainsOf } from '../data-panel/steps';
import { useWords } from '../i18n/index';
import { stepDoc, thingDoc, thingName } from '../i18n/names';
import { ParamRow } from '../inspector/ParamRow';
import { documentStore, useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { world } from '../stores/world';
import { withData } from './choose-data';
import styles from './palette.module.css';

export function DataTab() {
  const t = useWords();
  const data = useDocument((state) => state.document.data);
  const spec = datasetOf(data, world);
  const counts = useRun((run) => run.data);
  const options = [...world.datasets.keys()].map((id) => ({
    value: id,
    label: thingName(t, 'dataset', id),
  }));
  return (
    <div className={styles.body}>
      <div className={styles.data}>
        <section className={styles.dataset}>
          <h3>{t('panels.dataset')}</h3>
          <Select
            label={t('panels.dataset')}
            value={data?.dataset ?? ''}
            placeholder={data?.dataset ?? t('panels.noDataset')}
            options={options}
            onChange={(id) => choose(id, t('panels.chooseDataset'))}
          />
          {spec && <p>{thingDoc(t, 'dataset', spec.id, spec.doc)}</p>}
          {spec && spec.id !== FILES && data && <Parameters data={data} params={spec.params} />}
        </section>
        {data && spec && (
          <section>
            <h3>{t('panels.samples')}</h3>
            <dl className={styles.pairs}>
              <Pair
                name={t('panels.trainingSet')}
                value={formatCount(counts?.train ?? spec.samples.train)}
              />
              <Pair
                name={t('panels.validationSet')}
                value={counts ? formatCount(counts.validation) : splitText(data, spec.samples.test)}
              />
            </dl>
            <Split data={data} hasTest={spec.samples.test > 0} />
            <div className={styles.looks}>
              {(['samples', 'facts', 'preparation'] as const).map((tab) => (
                <Button key={tab} onClick={() => openDataTab(tab)}>
                  {t(`dataPanel.${tab}`)}
                </Button>
              ))}
            </div>
          </section>
        )}
        {data && <Preparation data={data} />}
        {spec && (
          <section>
            <h3>{t('panels.licence')}</h3>
            <p>{spec.licence}</p>
            <small>{spec.citation}</small>
          </section>
        )}
      </div>
    </div>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function splitText(data: Data, test: number): string {
  return data.validation === 'test' ? formatCount(test) : `${Math.round(data.validation * 100)}%`;
}

function choose(id: string, label: string): void {
  if (id === FILES) {
    void import('../data-import/import-store').then(({ chooseFiles }) => chooseFiles());
    return;
  }
  documentStore()
    .getState()
    .dispatch((document) => withData(document, id), commit(label));
}

function Parameters({
  data,
  params,
}: {
  readonly data: Data;
  readonly params: Parameters<typeof fill>[0];
}) {
  const t = useWords();
  const filled: Config = fill(params, data.parameters);
  const change = (name: string, value: Json | undefined, gesture: string | undefined) => {
    const { [name]: _, ...rest } = data.parameters;
    const parameters = value === undefined ? rest : { ...rest, [name]: value };
    const label = t('panels.change', { name });
    documentStore()
      .getState()
      .dispatch(
        (document) => patchData(document, { parameters }),
        gesture ? merge(gesture, label) : commit(label),
      );
  };
  return (
    <>
      {Object.entries(params).map(([name, param]) => (
        <ParamRow
          key={name}
          name={name}
          param={param}
          value={filled[name] ?? null}
          changed={Object.hasOwn(data.parameters, name)}
          onChange={(value, gesture) => change(name, value, gesture)}
        />
      ))}
    </>
  );
}

function Split({ data, hasTest }: { readonly data: Data; readonly hasTest: boolean }) {
  const t = useWords();
  const set = (validation: Data['validation'], gesture?: string) => {
    const label = t('panels.split');
    documentStore()
      .getState()
      .dispatch(
        (document) => patchData(document, { validation }),
        gesture ? merge(gesture, label) : commit(label),
      );
  };
  return (
    <div className={styles.field} style={{ marginTop: 8 }}>
      {hasTest && (
        <Segmented
          label={t('panels.split')}
          value={data.validation === 'test' ? 'test' : 'share'}
          options={[
            { value: 'test', label: t('panels.testSplit') },
            { value: 'share', label: t('panels.heldOut') },
          ]}
          onChange={(value) => set(value === 'test' ? 'test' : 0.1)}
        />
      )}
      {data.validation !== 'test' && (
        <NumberField
          label={t('panels.heldOutShare')}
          value={Math.round(data.validation * 1000) / 10}
          min={0}
          max={90}
          unit="%"
          onChange={(value, gesture) => typeof value === 'number' && set(value / 100, gesture)}
        />
      )}
    </div>
  );
}

/** Each chain from a column to the node that it feeds: `sample → Scale → input`. Its steps open in the dock. */
function Preparation({ data }: { readonly data: Data }) {
  const t = useWords();
  const chains = chainsOf(data);
  return (
    <section>
      <h3>{t('panels.preparation')}</h3>
      {chains.length === 0 && <p>{t('panels.noPreparation')}</p>}
      {chains.map(({ source, steps, feed }) => (
        <div key={source.id} className={styles.chain}>
          <span className={styles.stepName}>{formatValue(source.config.column ?? 'sample')}</span>
          {steps.map((step) => (
            <span key={step.id} className={styles.hop}>
              <ArrowRight size={12} color="var(--ink-3)" aria-hidden />
              <button
                type="button"
                className={styles.stepName}
                title={stepDoc(t, step.kind, preparationByKind.get(step.kind)?.doc ?? '')}
                onClick={() => openStep(step.id)}
              >
                {thingName(t, 'step', step.kind)}
              </button>
            </span>
          ))}
          {feed && <ArrowRight size={12} color="var(--ink-3)" aria-hidden />}
          {feed && <span className={styles.stepName}>{formatValue(feed.config.node)}</span>}
        </div>
      ))}
    </section>
  );
}
