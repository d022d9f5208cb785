/**
 * Lets the event loop run (messages, signals) without the 4 ms of a timer or the wait for a frame:
 * training must go on in a hidden tab.
 */

type Immediate = (callback: () => void) => void;

function makeImmediate(): Immediate {
  // `setImmediate` is Node's; its types are absent here because this code also runs in a worker.
  const host = globalThis as { setImmediate?: Immediate };
  if (host.setImmediate) return host.setImmediate;
  const waiting: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };
}

let immediate: Immediate | undefined;

/** Resolves after pending messages had their turn. */
export function yieldToEvents(): Promise<void> {
  immediate ??= makeImmediate();
  const next = immediate;
  return new Promise((resolve) => next(resolve));
}

/** Yields when more than `interval` milliseconds have passed since the last time. */
export function createBreather(now: () => number, interval = 50): () => Promise<void> | undefined {
  let last = now();
  return () => {
    if (now() - last < interval) return undefined;
    return yieldToEvents().then(() => {
      last = now();
    });
  };
}
