/** Sentences for screen readers: polite, at most one in three seconds, the newest of each topic. */
import { createStore } from 'zustand/vanilla';

export type Topic = 'run' | 'epoch' | 'problems' | 'edit';

const GAP = 3000;

export const announcements = createStore<{ readonly text: string }>()(() => ({ text: '' }));

const waiting = new Map<Topic, string>();
let _timer: ReturnType<typeof setTimeout> | null = null;
let last = Number.NEGATIVE_INFINITY;

/** Says `text` as soon as it is polite; a newer sentence of the same topic takes its place. */
export function announce(topic: Topic, text: string): void {
  waiting.delete(topic);
  waiting.set(topic, text);
  _timer ??= setTimeout(speak, Math.max(0, last + GAP - performance.now()));
}

function speak(): void {
  _timer = null;
  last = performance.now();
  const [first] = waiting;
  if (!first) return;
  waiting.delete(first[0]);
  announcements.setState({ text: first[1] });
  if (waiting.size > 0) _timer = setTimeout(speak, GAP);
}
