/**
 * What the command line says: answers on standard output, everything else on standard error, never a stack trace.
 */

import path from 'node:path';

/** Wrong use or unreadable input: one line on standard error, exit code 2. */
export class UsageError extends Error {}

/** A reader's refusal, with the name of the file where it does not say it. */
export function aboutFile(file: string, { message }: Error): UsageError {
  const name = path.basename(file);
  return new UsageError(message.includes(name) ? message : `${name}: ${message}`);
}

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

/** A line of an answer for people. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; expected a file',
  EEXIST: 'it is a file; expected a folder',
  ENOTDIR: 'part of its path is a file; expected a folder',
  EACCES: 'this account may not do so',
  EPERM: 'this account may not do so',
  ENOSPC: 'the disk is full',
};

/** Why a file or folder could not be read or made, for people. */
export function reasonOf(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException; // fs errors carry a code
  return reasons[code] ?? code;
}

/** Packages greet and warn through the console; standard output is for answers only. */
export function keepConsoleOffStandardOutput(): void {
  for (const name of ['log', 'info', 'debug', 'warn'] as const) {
    console[name] = (...words: unknown[]) => say(words.map(String).join(' '));
  }
}
