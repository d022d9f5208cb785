import { describe, expect, it } from 'vitest';
import { createCheckpointSender } from './engine-checkpoints';
import type { FromWorker } from './protocol';
import { createRandom } from './random';

const empty = {
  weights: new Map(),
  state: new Map(),
  best: new Map(),
  random: createRandom(1).state(),
  passes: {},
  watch: { best: null, bestEpoch: 0, waited: 0 },
  sums: {},
};

/** Offers a checkpoint every 100 ms for 25 s; the seconds at which one was sent. */
function sentAt(isHeld: boolean): { readonly seconds: number[]; readonly flush: () => number } {
  let now = 0;
  let step = 0;
  const seconds: number[] = [];
  const last: FromWorker[] = [];
  const sender = createCheckpointSender(
    (message) => {
      seconds.push(now / 1000);
      last.push(message);
    },
    () => now,
    () => isHeld,
  );
  for (; now < 25_000; now += 100) {
    step++;
    sender.offer({ ...empty, place: { phase: 0, epoch: step, step: 0, total: step } });
  }
  return {
    seconds,
    flush() {
      sender.flush();
      const message = last.at(-1);
      return message?.type === 'checkpoint' ? message.step : 0;
    },
  };
}

describe('checkpoints of short epochs', () => {
  it('are sent twice a second', () => {
    expect(sentAt(false).seconds).toHaveLength(50);
  });

  it('are sent every ten seconds while a hand moves a card, and the last when it lets go', () => {
    const { seconds, flush } = sentAt(true);
    expect(seconds).toEqual([0, 10, 20]);
    expect(flush()).toBe(250);
  });
});
