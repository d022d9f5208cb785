/** Questions to the worker that get one answer each: a promise for every request number. */
import type {
  Confusion,
  Failure,
  FromWorker,
  SampleView,
  ToWorker,
} from '../../../src/runtime/protocol';

export interface Evaluation {
  readonly metrics: Readonly<Record<string, number>>;
  readonly confusions: readonly Confusion[];
}

export interface Generated {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The failure of a request; `failure` says what was received, expected and what to do. */
export class RequestError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'RequestError';
    this.failure = failure;
  }
}

interface Answers {
  readonly sample: SampleView;
  readonly predict: Readonly<Record<string, Float32Array>>;
  readonly evaluate: Evaluation;
  readonly generate: Generated;
  readonly 'save-weights': ArrayBuffer;
}

type Question = Extract<ToWorker, { readonly request: number }>;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: RequestError) => void;
}

export function createRequests(post: (message: ToWorker) => void) {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  return {
    send<Q extends Question>(ask: (request: number) => Q): Promise<Answers[Q['type']]> {
      last += 1;
      const request = last;
      return new Promise((resolve, reject) => {
        waiting.set(request, { resolve, reject });
        post(ask(request));
      });
    },
    /** True when the message was an answer and has been handed on. */
    answer(message: FromWorker): boolean {
      if (!('request' in message)) return false;
      const asked = waiting.get(message.request);
      waiting.delete(message.request);
      if (!asked) return true;
      if (message.type === 'request-failed') asked.reject(new RequestError(message.failure));
      // The worker answers each question with its own kind of answer; the number ties them.
      else asked.resolve(content(message) as never);
      return true;
    },
    failAll(failure: Failure): void {
      for (const { reject } of waiting.values()) reject(new RequestError(failure));
      waiting.clear();
    },
  };
}

function content(
  message: Exclude<Extract<FromWorker, { request: number }>, { type: 'request-failed' }>,
) {
  if (message.type === 'sample') return message.sample;
  if (message.type === 'prediction') return message.outputs;
  if (message.type === 'evaluation') {
    return { metrics: message.metrics, confusions: message.confusions };
  }
  if (message.type === 'generated') return { shape: message.shape, values: message.values };
  return message.bytes;
}
