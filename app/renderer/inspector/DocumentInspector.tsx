/** Nothing selected: how the document is trained, phase by phase, and when training stops. */
import { Plus } from 'lucide-react';
import { datasetOf } from '../../../src/compiler/dataset-of';
import { MAIN, type Training } from '../../../src/graph/document';
import {
  addPhase,
  patchTraining,
  setName,
  setStop,
  setTraining,
} from '../../../src/graph/edits/training';
import { commit, merge } from '../../../src/graph/history';
import { Button } from '../controls/Button';
import { formatCount } from '../controls/format';
import { NumberField } from '../controls/NumberField';
import { Select } from '../controls/Select';
import { Switch } from '../controls/Switch';
import { useWords } from '../i18n/index';
import { choiceName, templateDoc, thingName } from '../i18n/names';
import { documentStore, useDocument } from '../stores/document';
import { useDocumentFacts } from '../stores/facts';
import { viewStore } from '../stores/view';
import { world } from '../stores/world';
import { FreezeShown } from '../transfer/FreezeSection';
import { TextField } from './fields';
import { firstTraining } from './first-training';
import styles from './inspector.module.css';
import { LabelledRow } from './LabelledRow';
import { PhaseFields } from './PhaseFields';
import { Section } from './Section';

/** The document's own description; as long as it is the template's, in the language of the studio. */
function useDescription(): string | undefined {
  const t = useWords();
  const own = useDocument(({ document }) => document.about?.description);
  const template = useDocument(({ origin }) => origin.template);
  if (template === undefined || own === undefined) return own;
  return templateDoc(t, template, own);
}

export function DocumentInspector() {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const description = useDescription();
  const { dispatch } = documentStore().getState();
  return (
    <>
      <div className={styles.head} style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <div className={styles.title}>
          <h2>{document.name}</h2>
        </div>
      </div>
      <p className={styles.doc}>{description ?? t('panels.documentHelp')}</p>
      <Section title={t('panels.document')}>
        <LabelledRow label={t('panels.name')}>
          <TextField
            label={t('shell.documentName')}
            value={document.name}
            onChange={(name) =>
              dispatch(
                (before) => setName(before, name.trim() || before.name),
                commit(t('shell.rename')),
              )
            }
          />
        </LabelledRow>
        <LabelledRow label={t('panels.data')}>
          <Button
            onClick={() => viewStore.getState().set({ paletteTab: 'data', paletteFolded: false })}
          >
            {document.data ? thingName(t, 'dataset', document.data.dataset) : t('panels.noDataset')}
          </Button>
        </LabelledRow>
        <Totals />
      </Section>
      <FreezeShown />
      {document.training ? (
        <TrainingFields training={document.training} />
      ) : (
        <Section title={t('panels.training')}>
          <p className={styles.muted}>{t('panels.noTraining')}</p>
          <div className={styles.actions}>
            <Button
              icon={Plus}
              onClick={() =>
                dispatch(
                  (before) => setTraining(before, firstTraining(datasetOf(before.data, world))),
                  commit(t('panels.addPhase')),
                )
              }
            >
              {t('panels.addPhase')}
            </Button>
          </div>
        </Section>
      )}
    </>
  );
}

function Totals() {
  const t = useWords();
  const all = useDocumentFacts();
  const document = useDocument((state) => state.document);
  const trained = new Set(
    document.training?.phases.flatMap((phase) => Object.values(phase.networks)) ?? [MAIN],
  );
  return (
    <dl className={styles.facts} style={{ marginTop: 8 }}>
      {[...all].flatMap(([name, facts]) =>
        trained.has(name)
          ? [
              <div key={name}>
                <dt>{trained.size > 1 ? name : t('panels.weights')}</dt>
                <dd>{formatCount(facts.totals.parameters)}</dd>
              </div>,
            ]
          : [],
      )}
    </dl>
  );
}

function TrainingFields({ training }: { readonly training: Training }) {
  const t = useWords();
  const { dispatch } = documentStore().getState();
  const patch = (values: Partial<Training>, label: string, gesture: string | undefined) =>
    dispatch(
      (document) => patchTraining(document, values),
      gesture ? merge(gesture, label) : commit(label),
    );
  return (
    <>
      <Section title={t('panels.training')}>
        <LabelledRow label={t('panels.batchSize')}>
          <NumberField
            label={t('panels.batchSize')}
            value={training.batchSize}
            min={1}
            max={65_536}
            integer
            onChange={(value, gesture) =>
              typeof value === 'number' &&
              patch({ batchSize: value }, t('panels.batchSize'), gesture)
            }
          />
        </LabelledRow>
        <LabelledRow label={t('panels.seed')}>
          <NumberField
            label={t('panels.seed')}
            value={training.seed}
            min={0}
            max={2 ** 31 - 1}
            integer
            onChange={(value, gesture) =>
              typeof value === 'number' && patch({ seed: value }, t('panels.seed'), gesture)
            }
          />
        </LabelledRow>
      </Section>
      <Section
        title={t('panels.phases')}
        aside={training.phases.length > 1 ? String(training.phases.length) : undefined}
      >
        {training.phases.map((phase, index) => (
          <PhaseFields key={index} phase={phase} index={index} count={training.phases.length} />
        ))}
        <div className={styles.actions}>
          <Button
            icon={Plus}
            onClick={() => {
              const last = training.phases.at(-1);
              if (last)
                dispatch((document) => addPhase(document, last), commit(t('panels.addPhase')));
            }}
          >
            {t('panels.addPhase')}
          </Button>
        </div>
      </Section>
      <StopFields training={training} />
    </>
  );
}

/** Ends training once what is watched no longer improves. */
function StopFields({ training }: { readonly training: Training }) {
  const t = useWords();
  const { dispatch } = documentStore().getState();
  const { stop } = training;
  const metrics = metricsOf(training);
  const set = (next: Training['stop'], gesture?: string) =>
    dispatch(
      (document) => setStop(document, next),
      gesture ? merge(gesture, t('panels.stopEarly')) : commit(t('panels.stopEarly')),
    );
  return (
    <Section title={t('panels.stopEarly')}>
      <LabelledRow label={t('panels.stopWhen')}>
        <Switch
          label={t('panels.stopWhen')}
          value={stop !== undefined}
          onChange={(on) =>
            set(
              on
                ? { monitor: 'valLoss', patience: 3, minDelta: 0, restoreBestWeights: true }
                : undefined,
            )
          }
        />
      </LabelledRow>
      {stop && (
        <>
          <LabelledRow label={t('panels.monitor')}>
            <Select
              label={t('panels.monitor')}
              value={stop.monitor}
              options={metrics.map((id) => ({ value: id, label: choiceName(t, id) }))}
              onChange={(monitor) => set({ ...stop, monitor })}
            />
          </LabelledRow>
          <LabelledRow label={t('panels.patience')}>
            <NumberField
              label={t('panels.patience')}
              value={stop.patience}
              min={1}
              max={1000}
              integer
              unit={t('panels.epochsUnit')}
              onChange={(value, gesture) =>
                typeof value === 'number' && set({ ...stop, patience: value }, gesture)
              }
            />
          </LabelledRow>
          <LabelledRow label={t('panels.minDelta')}>
            <NumberField
              label={t('panels.minDelta')}
              value={stop.minDelta}
              min={0}
              max={1}
              onChange={(value, gesture) =>
                typeof value === 'number' && set({ ...stop, minDelta: value }, gesture)
              }
            />
          </LabelledRow>
          <LabelledRow label={t('panels.restoreBest')}>
            <Switch
              label={t('panels.restoreBest')}
              value={stop.restoreBestWeights}
              onChange={(restoreBestWeights) => set({ ...stop, restoreBestWeights })}
            />
          </LabelledRow>
        </>
      )}
    </Section>
  );
}

/** Everything that an epoch line of this training will hold. */
function metricsOf(training: Training): readonly string[] {
  const own = training.phases.flatMap((phase) => {
    const metrics = phase.config.metrics;
    const declared = world.procedures.get(phase.procedure)?.metrics ?? [];
    return [...declared, ...(Array.isArray(metrics) ? metrics.map(String) : [])];
  });
  const names = ['loss', ...new Set(own)];
  return [...names.map((name) => `val${name[0]!.toUpperCase()}${name.slice(1)}`), ...names];
}
