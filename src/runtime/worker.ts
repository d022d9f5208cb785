/** The engine in a browser's worker. */
import { createEngine, type Engine } from './engine';
import type { ToWorker } from './protocol';
import { workerHost } from './worker-host';

async function start(): Promise<Engine> {
  return createEngine(await workerHost(), (message, transfer) =>
    self.postMessage(message, { transfer: transfer ?? [] }),
  );
}

const engine = start();

self.onmessage = (event: MessageEvent<ToWorker>) => {
  void engine.then((started) => started.receive(event.data));
};
