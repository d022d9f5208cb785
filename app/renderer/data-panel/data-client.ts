/** Questions to the worker that looks at data; it starts with the first one. */
import type { DataAnswers, FromData, ToData } from '../../../src/runtime/data-protocol';
import type { Failure } from '../../../src/runtime/protocol';
import { RequestError } from '../training/requests';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: RequestError) => void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let last = 0;

function launch(): Worker {
  const made = new Worker(new URL('../../../src/runtime/data-worker.ts', import.meta.url), {
    type: 'module',
    name: 'netloom-data',
  });
  made.onmessage = (event: MessageEvent<FromData>) => {
    const message = event.data;
    const asked = waiting.get(message.request);
    waiting.delete(message.request);
    if (message.type === 'failed') asked?.reject(new RequestError(message.failure));
    // The worker answers each question with its own kind of answer; the number ties them.
    else asked?.resolve(message.answer as never);
  };
  made.onerror = (event) => {
    event.preventDefault();
    made.terminate();
    worker = null;
    const failure: Failure = { code: 'worker-died', message: event.message, hint: 'restart' };
    for (const { reject } of waiting.values()) reject(new RequestError(failure));
    waiting.clear();
  };
  return made;
}

/** Asks the worker; rejects with an `Error` worded for people. */
export function askData<T extends ToData['type']>(
  question: Omit<Extract<ToData, { type: T }>, 'request'> & { readonly type: T },
): Promise<DataAnswers[T]> {
  last += 1;
  const request = last;
  return new Promise((resolve, reject) => {
    waiting.set(request, { resolve, reject });
    worker ??= launch();
    // With its number it is the question again, which the spread does not show the compiler.
    worker.postMessage({ ...question, request } as unknown as ToData);
  });
}
