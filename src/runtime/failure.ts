/** What ends a run before its time, in words for people. */
import type { Failure } from './protocol';

/** Thrown where a run cannot go on; the engine turns it into a message. */
export class RunFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`${failure.message} ${failure.hint}`);
    this.name = 'RunFailure';
    this.failure = failure;
  }
}

/** Any thrown value as a failure: what was received, and what to do. */
export function failureOf(error: unknown, code: Failure['code'] = 'unknown'): Failure {
  if (error instanceof RunFailure) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  if (/context.*lost|device.*lost|lost.*context/i.test(message)) {
    return {
      code: 'context-lost',
      message: 'The graphics context was lost, and the weights with it.',
      hint: 'Continue from the last checkpoint, or choose another backend.',
    };
  }
  if (/out of memory|allocation failed|array buffer alloc|memory access out of/i.test(message)) {
    return {
      code: 'memory',
      message: `Memory ran out: ${message}`,
      hint: 'Use a smaller batch, fewer filters or smaller inputs.',
    };
  }
  return { code, message, hint: hintOf(error) ?? 'Change what the message names and start again.' };
}

/** `DataError` has a hint of its own; `LowerError` has the one of its first problem. */
function hintOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { hint, problems } = error as { hint?: unknown; problems?: unknown }; // looked at before use
  if (typeof hint === 'string') return hint;
  const first: unknown = Array.isArray(problems) ? problems[0] : undefined;
  const own = (first as { hint?: unknown } | undefined)?.hint;
  return typeof own === 'string' ? own : undefined;
}
