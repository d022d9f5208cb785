/** Draws the ways: small cards with wires, which a press opens in the Data panel, and a place to add a step on each wire. */
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
import styles from './PreparationWays.module.css';
import type { Ways } from './use-ways';
import { STOP, type Stop, type Way } from './ways';

export function PreparationWays({ ways, ...of }: Ways) {
  return (
    <ViewportPortal>
      {ways.map((way) => (
        <WayOf key={`${way.card} ${way.stops[0]?.id}`} way={way} of={of} />
      ))}
    </ViewportPortal>
  );
}

/** The data and what they are of. */
type Of = Omit<Ways, 'ways'>;

/** Moves with the card that it feeds. */
function WayOf({ way, of }: { readonly way: Way; readonly of: Of }) {
  const t = useWords();
  const shift = useShift(way.card);
  return (
    <section
      ref={shift}
      className={`${styles.way} nopan nodrag`}
      aria-label={t('canvas.way', { node: way.card })}
    >
      {way.stops.map((stop) => (
        <span key={stop.id}>
          <StopCard stop={stop} />
          <Wire stop={stop} towards={way.towards} of={of} />
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
  readonly towards: Way['towards'];
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
