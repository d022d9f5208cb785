/** Looks at data in a worker of its own, so that neither the page nor a run waits for it. */
import type { FromData, ToData } from './data-protocol';
import { createDataView, type Viewer } from './data-view';
import { failureOf } from './failure';
import { workerHost } from './worker-host';

let view: Promise<Viewer> | undefined;

async function receive(question: ToData): Promise<void> {
  const { request } = question;
  const post = (message: FromData): void => self.postMessage(message);
  try {
    view ??= workerHost().then(createDataView);
    post({ type: 'answer', request, answer: await (await view).answer(question) });
  } catch (error) {
    post({ type: 'failed', request, failure: failureOf(error, 'data') });
  }
}

self.onmessage = (event: MessageEvent<ToData>) => void receive(event.data);
