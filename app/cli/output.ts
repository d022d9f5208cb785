/**
 * What the command line says: answers on standard output, everything else on standard error, never a stack trace.
 */

/** Wrong use or unreadable input: one line on standard error, exit code 2. */
export class UsageError extends Error {}

/** NaN and infinity are `null` in JSON, and fields that do not apply are absent. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'number' && !Number.isFinite(item) ? null : item,
  );
}

/** One line of standard output. */
export function answer(value: unknown): void {
  process.stdout.write(`${toJson(value)}\n`);
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Packages greet and warn through the console; standard output is for answers only. */
export function keepConsoleOffStandardOutput(): void {
  for (const name of ['log', 'info', 'debug', 'warn'] as const) {
    console[name] = (...words: unknown[]) => say(words.map(String).join(' '));
  }
}
