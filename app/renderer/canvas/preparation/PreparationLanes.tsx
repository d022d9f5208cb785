/** Draws the lanes: small cards with wires, which a press opens in the Data panel, and a place to add a step on each wire. */
import { ViewportPortal } from '@xyflow/react';
import type { KeyboardEvent } from 'react';
import { commit } from '../../../../src/graph/history';
import { AddStepOn } from '../../data-panel/AddStep';
import { openDataTab, openStep, useLook } from '../../data-panel/look-store';
import { deleteStep } from '../../data-panel/steps';
import { useWords, words } from '../../i18n';
import { problemMessage } from '../../problems/wording';
import { documentStore } from '../../stores/document';
import { useShift } from '../moving';
import { type Lane, STOP, type Stop } from './lanes';
import styles from './PreparationLanes.module.css';
import type { Lanes } from './use-lanes';

export function PreparationLanes({ lanes, ...of }: Lanes) {
  return (
    <ViewportPortal>
      {lanes.map((lane) => (
        <LaneOf key={`${lane.card} ${lane.stops[0]?.id}`} lane={lane} of={of} />
      ))}
    </ViewportPortal>
  );
}

/** The data and what they are of. */
type Of = Omit<Lanes, 'lanes'>;

/** Moves with the card that it feeds. */
function LaneOf({ lane, of }: { readonly lane: Lane; readonly of: Of }) {
  const t = useWords();
  const shift = useShift(lane.card);
  return (
    <section
      ref={shift}
      className={`${styles.lane} nopan nodrag`}
      aria-label={t('canvas.lane', { node: lane.card })}
    >
      {lane.stops.map((stop) => (
        <span key={stop.id}>
          <StopCard stop={stop} />
          <Wire stop={stop} towards={lane.towards} of={of} />
        </span>
      ))}
    </section>
  );
}

function StopCard({ stop }: { readonly stop: Stop }) {
  const chosen = useLook((state) => state.step);
  const { id, isColumn, title, line, problem, rect } = stop;
  return (
    <button
      type="button"
      className={styles.stop}
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      aria-pressed={isColumn ? undefined : id === chosen}
      data-column={isColumn || undefined}
      data-severity={problem?.severity}
      title={problem ? problemMessage(problem) : line}
      onClick={() => (isColumn ? openDataTab('samples') : openStep(id))}
      onKeyDown={isColumn ? undefined : (event) => deleteOnKey(event, stop)}
    >
      <b>{title}</b>
      <span>{line}</span>
    </button>
  );
}

/** The canvas would delete what is selected on it. */
function deleteOnKey(event: KeyboardEvent, { id, title }: Stop): void {
  if (event.key !== 'Delete' && event.key !== 'Backspace') return;
  event.stopPropagation();
  documentStore()
    .getState()
    .dispatch(
      (document) => deleteStep(document, id),
      commit(words('dataPanel.deleteStep', { name: title })),
    );
}

interface WireProps {
  readonly stop: Stop;
  readonly towards: Lane['towards'];
  readonly of: Of;
}

function Wire({ stop, towards, of }: WireProps) {
  const { rect, shape, edge } = stop;
  const x = towards === 'right' ? rect.x + rect.width : rect.x - STOP.gap;
  return (
    <span
      className={styles.wire}
      style={{ left: x, top: rect.y, width: STOP.gap, height: rect.height }}
      data-towards={towards}
    >
      <small>{shape}</small>
      {edge && <AddStepOn {...of} edge={edge} className={styles.add} />}
    </span>
  );
}
