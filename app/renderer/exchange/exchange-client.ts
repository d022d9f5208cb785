/** One import or export in a worker of its own, which ends with it; cancelling ends the worker. */
import type { Drawn, FromExchange, ToExchange } from '../../../src/runtime/exchange-protocol';
import { draw } from './draw';

/** What is at work, and how much of it is done where that is known. */
export type Progress = Omit<Extract<FromExchange, { type: 'stage' }>, 'type'>;
export type Outcome = Exclude<FromExchange, { type: 'stage' | 'draw' }>;

export interface Exchange {
  /** `null` where it was cancelled. Never rejects. */
  readonly outcome: Promise<Outcome | null>;
  readonly cancel: () => void;
}

export function startExchange(
  message: ToExchange,
  onProgress: (progress: Progress) => void,
): Exchange {
  const worker = new Worker(new URL('../../../src/runtime/exchange-worker.ts', import.meta.url), {
    type: 'module',
    name: 'netloom-exchange',
  });
  let cancel = (): void => undefined;
  const outcome = new Promise<Outcome | null>((resolve) => {
    const answer = (png: Uint8Array | null): void => {
      worker.postMessage({ type: 'drawn', png } satisfies Drawn);
    };
    const end = (result: Outcome | null): void => {
      worker.terminate();
      resolve(result);
    };
    cancel = () => end(null);
    worker.onmessage = ({ data }: MessageEvent<FromExchange>) => {
      if (data.type === 'stage') onProgress(data);
      else if (data.type === 'draw') void draw(data.drawing).then(answer);
      else end(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end({ type: 'failed', message: event.message });
    };
    worker.postMessage(message);
  });
  return { outcome, cancel: () => cancel() };
}
