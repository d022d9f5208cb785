/** The command line from outside: a process, its two streams, its exit code, and a folder for its files. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const script = path.resolve(import.meta.dirname, '../../../scripts/netloom.mjs');
export const folder = mkdtempSync(path.join(tmpdir(), 'netloom-cli-'));

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function netloom(
  args: readonly string[],
  onOutput?: (kill: (signal: NodeJS.Signals) => void) => void,
) {
  return new Promise<Outcome>((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
      onOutput?.((signal) => child.kill(signal));
    });
    child.stderr.on('data', (data) => (err += data));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

export const lines = (out: string): Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

export function file(name: string, content: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}
