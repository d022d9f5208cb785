/** Sends checkpoints in measure: every epoch and every 10 s, but short epochs do not fill the studio's storage. */
import { encodeSnapshot, type Snapshot } from './checkpoint';
import type { Send } from './engine-requests';

const INTERVAL = 500;

export interface CheckpointSender {
  offer(snapshot: Snapshot): void;
  /** Sends the last one that was held back: at a pause and at the end. */
  flush(): void;
  forget(): void;
}

export function createCheckpointSender(send: Send, now: () => number): CheckpointSender {
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
      if (now() - last < INTERVAL) held = snapshot;
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
