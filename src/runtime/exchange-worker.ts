/** Imports and exports in a worker of their own, so that the studio answers and a run goes on meanwhile. */
import { exchange } from './exchange';
import type { ToExchange } from './exchange-protocol';
import { readModule, workerHost } from './worker-host';

self.onmessage = async (event: MessageEvent<ToExchange>) => {
  const host = await workerHost();
  await exchange(
    event.data,
    { host, ownLayers: () => readModule('netloom-layers.js') },
    (message) => {
      self.postMessage(message);
    },
  );
};
