/**
 * The largest template out and in by the command line: what each process of it needs beyond what the command needs for
 * a network of a few weights. CPU seconds are printed; on a machine that does other things, only they can be compared.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { netloom } from './testing/process';

const PARAMETERS = 25_636_712;
const isLong = process.env.NETLOOM_LONG !== undefined;

interface Used {
  /** The script that the process ran. */
  readonly script: string;
  readonly megabytes: number;
  readonly seconds: number;
}

/** Runs a command; every process of it, the runner of the passport too, notes at its end what it used. */
async function used(folder: string, args: readonly string[]): Promise<readonly Used[]> {
  const log = path.join(folder, 'used.jsonl');
  rmSync(log, { force: true });
  const note = `import { appendFileSync } from 'node:fs';
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const line = { script: process.argv[1], megabytes: (maxRSS * 1024) / 1e6, seconds: (userCPUTime + systemCPUTime) / 1e6 };
  appendFileSync(${JSON.stringify(log)}, JSON.stringify(line) + '\\n');
});`;
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(note)}`;
  try {
    expect(await netloom(args)).toMatchObject({ code: 0 });
  } finally {
    process.env.NODE_OPTIONS = before ?? '';
  }
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Used); // written above
}

const most = (all: readonly Used[], of: string): number =>
  Math.max(0, ...all.filter(({ script }) => script.includes(of)).map((one) => one.megabytes));

describe.runIf(isLong)('ResNet-50', () => {
  it.each(['onnx', 'keras'])(
    'is exported to %s in at most 2.5 times the memory of its weights',
    { timeout: 600_000 },
    async (to) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'netloom-large-'));
      const out = path.join(folder, 'out');
      const command = (id: string) => ['export', id, '--to', to, '--out', out, '--json'];
      try {
        const idle = await used(folder, command('xor'));
        const all = await used(folder, command('resnet50'));
        console.log(to, JSON.stringify(all));
        const limit = (2.5 * 4 * PARAMETERS) / 1e6;
        for (const script of ['netloom.mjs', 'onnxruntime.mjs']) {
          expect(most(all, script) - most(idle, script)).toBeLessThan(limit);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
