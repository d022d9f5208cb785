/**
 * Keeps back what is only drawn while a hand moves a card in the studio: nothing crosses then, so the window has nothing
 * to unpack and to clear away. It all follows when the hand lets go: every epoch and histogram, one telemetry message
 * with all points, the newest probes. States, checkpoints and answers never wait.
 */
import type { Send } from './engine-requests';
import type { FromWorker } from './protocol';

const drawn: ReadonlySet<FromWorker['type']> = new Set([
  'telemetry',
  'epoch',
  'histograms',
  'probes',
]);

export interface Hold {
  readonly send: Send;
  readonly isHeld: () => boolean;
  hold(isHeld: boolean): void;
}

export function createHold(send: Send): Hold {
  let waiting: FromWorker[] | null = null;
  return {
    send(message, transfer) {
      if (waiting && drawn.has(message.type)) waiting = joined(waiting, message);
      else send(message, transfer);
    },
    isHeld: () => waiting !== null,
    hold(isHeld) {
      if (isHeld === (waiting !== null)) return;
      const released = waiting ?? [];
      waiting = isHeld ? [] : null;
      for (const message of released) send(message);
    },
  };
}

function joined(waiting: FromWorker[], message: FromWorker): FromWorker[] {
  if (message.type !== 'telemetry' && message.type !== 'probes') return [...waiting, message];
  const others = waiting.filter(({ type }) => type !== message.type);
  const older = waiting.find((old) => old.type === 'telemetry');
  if (message.type === 'probes' || !older) return [...others, message];
  const points = [...older.telemetry.points, ...message.telemetry.points];
  return [...others, { type: 'telemetry', telemetry: { ...message.telemetry, points } }];
}
