/**
 * Sends checkpoints in measure: every epoch and every 10 s, but short epochs do not fill the studio's storage, and a
 * window that a hand moves a card in stores one only every 10 s.
 */
import { encodeSnapshot, type Snapshot } from './checkpoint';
import type { Send } from './engine-requests';

const INTERVAL = 500;
const HELD_INTERVAL = 10_000;

export interface CheckpointSender {
  offer(snapshot: Snapshot): void;
  /** Sends the last one that was held back: at a pause, at the end, and when the hand lets go. */
  flush(): void;
  forget(): void;
}

export function createCheckpointSender(
  send: Send,
  now: () => number,
  isHeld: () => boolean,
): CheckpointSender {
  let last = Number.NEGATIVE_INFINITY;
  let held: Snapshot | null = null;
  const deliver = (snapshot: Snapshot): void => {
    last = now();
    held = null;
    const { buffer } = encodeSnapshot(snapshot);
    const { epoch, total } = snapshot.place;
    const bytes = buffer as ArrayBuffer; // never shared: encodeSnapshot made it
    send({ type: 'checkpoint', bytes, epoch, step: total }, [bytes]);
  };
  return {
    offer(snapshot) {
      if (now() - last < (isHeld() ? HELD_INTERVAL : INTERVAL)) held = snapshot;
      else deliver(snapshot);
    },
    flush() {
      if (held) deliver(held);
    },
    forget() {
      held = null;
    },
  };
}
