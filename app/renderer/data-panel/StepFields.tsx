/** The chosen step of a preparation: what it does, its parameters, and what it makes of a sample where it augments. */
import { Trash2 } from 'lucide-react';
import { preparationByKind } from '../../../src/compiler/preparation/all';
import { fill } from '../../../src/compiler/values';
import type { Config, Node } from '../../../src/graph/document';
import { setConfig } from '../../../src/graph/edits/nodes';
import { commit, merge } from '../../../src/graph/history';
import { PREPARATION } from '../../../src/graph/network';
import { IconButton } from '../controls/IconButton';
import { useWords } from '../i18n';
import { stepDoc, thingName } from '../i18n/names';
import { ParamRow } from '../inspector/ParamRow';
import { documentStore } from '../stores/document';
import styles from './DataPanel.module.css';
import { deleteStep } from './steps';
import { VariationsView } from './VariationsView';

export function StepFields({ step }: { readonly step: Node }) {
  const t = useWords();
  const definition = preparationByKind.get(step.kind);
  const { dispatch } = documentStore().getState();
  const name = thingName(t, 'step', step.kind);
  if (!definition) return null;
  const values: Config = fill(definition.params, step.config);
  return (
    <>
      <section className={styles.fields} aria-label={name}>
        <h3>
          {name}
          <IconButton
            icon={Trash2}
            label={t('dataPanel.deleteStep', { name })}
            onClick={() =>
              dispatch(
                (document) => deleteStep(document, step.id),
                commit(t('dataPanel.deleteStep', { name })),
              )
            }
          />
        </h3>
        <p>{stepDoc(t, step.kind, definition.doc)}</p>
        {Object.entries(definition.params).map(([param, spec]) => (
          <ParamRow
            key={param}
            name={param}
            param={spec}
            value={values[param] ?? null}
            changed={Object.hasOwn(step.config, param)}
            onChange={(value, gesture) => {
              const label = t('panels.change', { name: param });
              dispatch(
                (document) =>
                  setConfig(document, { network: PREPARATION, node: step.id }, param, value),
                gesture ? merge(`step-${step.id}/${gesture}`, label) : commit(label),
              );
            }}
          />
        ))}
      </section>
      {definition.augments && <VariationsView step={step.id} />}
    </>
  );
}
