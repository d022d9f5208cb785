/** One phase of training: its procedure, the networks in its slots, epochs, and the procedure's own parameters. */
import { Trash2 } from 'lucide-react';
import type { Phase } from '../../../src/graph/document';
import { patchPhase, removePhase, setPhaseConfig } from '../../../src/graph/edits/training';
import { commit, merge } from '../../../src/graph/history';
import { networkNames } from '../../../src/graph/network';
import { IconButton } from '../controls/IconButton';
import { NumberField } from '../controls/NumberField';
import { Select } from '../controls/Select';
import { useWords } from '../i18n/index';
import { paramName, thingDoc, thingName } from '../i18n/names';
import { documentStore, useDocument } from '../stores/document';
import { world } from '../stores/world';
import styles from './inspector.module.css';
import { LabelledRow } from './LabelledRow';
import { isChanged, shownValue } from './node-fields';
import { ParamFields } from './ParamFields';

interface Props {
  readonly phase: Phase;
  readonly index: number;
  readonly count: number;
}

export function PhaseFields({ phase, index, count }: Props) {
  const t = useWords();
  const spec = world.procedures.get(phase.procedure);
  const { dispatch } = documentStore().getState();
  const patch = (values: Partial<Phase>, label: string, gesture?: string) =>
    dispatch(
      (document) => patchPhase(document, index, values),
      gesture ? merge(`phase-${index}/${gesture}`, label) : commit(label),
    );
  return (
    <div className={styles.phase}>
      {count > 1 && (
        <div className={styles.phaseHead}>
          <span>{t('panels.phase', { number: index + 1 })}</span>
          <IconButton
            icon={Trash2}
            label={t('panels.removePhase', { number: index + 1 })}
            onClick={() =>
              dispatch(
                (document) => removePhase(document, index),
                commit(t('panels.removePhase', { number: index + 1 })),
              )
            }
          />
        </div>
      )}
      <LabelledRow label={t('panels.procedure')}>
        <Select
          label={t('panels.procedure')}
          value={phase.procedure}
          options={[...world.procedures.keys()].map((id) => ({
            value: id,
            label: thingName(t, 'procedure', id),
          }))}
          onChange={(procedure) => patch({ procedure, config: {} }, t('panels.procedure'))}
        />
      </LabelledRow>
      {spec && <p className={styles.muted}>{thingDoc(t, 'procedure', spec.id, spec.doc)}</p>}
      {spec && <Slots phase={phase} slots={Object.keys(spec.slots)} onChange={patch} />}
      <LabelledRow label={t('panels.epochs')}>
        <NumberField
          label={t('panels.epochs')}
          value={phase.epochs}
          min={1}
          max={100_000}
          integer
          onChange={(value, gesture) =>
            typeof value === 'number' && patch({ epochs: value }, t('panels.epochs'), gesture)
          }
        />
      </LabelledRow>
      <OwnParameters phase={phase} index={index} />
    </div>
  );
}

/** Shown where there is a choice: several slots or several networks. */
function Slots(props: {
  readonly phase: Phase;
  readonly slots: readonly string[];
  readonly onChange: (values: Partial<Phase>, label: string) => void;
}) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const names = networkNames(document);
  if (props.slots.length < 2 && names.length < 2) return null;
  return props.slots.map((slot) => (
    <LabelledRow key={slot} label={thingName(t, 'slot', slot)}>
      <Select
        label={thingName(t, 'slot', slot)}
        value={props.phase.networks[slot] ?? ''}
        placeholder={t('panels.none')}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(name) =>
          props.onChange(
            { networks: { ...props.phase.networks, [slot]: name } },
            thingName(t, 'slot', slot),
          )
        }
      />
    </LabelledRow>
  ));
}

function OwnParameters({ phase, index }: { readonly phase: Phase; readonly index: number }) {
  const t = useWords();
  const spec = world.procedures.get(phase.procedure);
  if (!spec) return null;
  return (
    <ParamFields
      params={spec.params}
      stateOf={(name) => ({
        value: shownValue(phase.config, spec.params, name),
        changed: isChanged(phase.config, spec.params, name),
      })}
      onChange={(name, value, gesture) => {
        const label = t('panels.change', { name: paramName(t, name) });
        documentStore()
          .getState()
          .dispatch(
            (document) => setPhaseConfig(document, index, name, value),
            gesture ? merge(`phase-${index}/${name}/${gesture}`, label) : commit(label),
          );
      }}
    />
  );
}
