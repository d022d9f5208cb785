/** One import or export in a worker of its own, which ends with it; cancelling ends the worker. */
import type { FromExchange, ToExchange } from '../../../src/runtime/exchange-protocol';

type Stage = Extract<FromExchange, { type: 'stage' }>['stage'];
export type Outcome = Exclude<FromExchange, { type: 'stage' }>;

export interface Exchange {
  /** `null` where it was cancelled. Never rejects. */
  readonly outcome: Promise<Outcome | null>;
  readonly cancel: () => void;
}

export function startExchange(message: ToExchange, onStage: (stage: Stage) => void): Exchange {
  const worker = new Worker(new URL('../../../src/runtime/exchange-worker.ts', import.meta.url), {
    type: 'module',
    name: 'netloom-exchange',
  });
  let cancel = (): void => undefined;
  const outcome = new Promise<Outcome | null>((resolve) => {
    const end = (result: Outcome | null): void => {
      worker.terminate();
      resolve(result);
    };
    cancel = () => end(null);
    worker.onmessage = (event: MessageEvent<FromExchange>) => {
      if (event.data.type === 'stage') onStage(event.data.stage);
      else end(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end({ type: 'failed', message: event.message });
    };
    worker.postMessage(message);
  });
  return { outcome, cancel: () => cancel() };
}
