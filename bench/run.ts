/** The benchmark of `netloom bench`: cases × backends × hosts, a line each, in under ten minutes. */
import * as tf from '@tensorflow/tfjs';
import { type CaseId, caseIds } from './cases';
import { withChromium } from './chromium';
import { type BenchLine, runContest } from './contest';
import { planOf } from './plan';

export interface BenchOptions {
  readonly cases?: readonly string[];
  readonly backends?: readonly string[];
  readonly hosts?: readonly string[];
}

export const backendIds = ['wasm', 'webgl', 'webgpu', 'cpu'] as const;
export const hostIds = ['node', 'chromium'] as const;

/** Those of `known` that were asked for; all where nothing was. */
function chosen<T extends string>(known: readonly T[], given?: readonly string[]): T[] {
  return given ? known.filter((id) => given.includes(id)) : [...known];
}

async function runInNode(
  backends: readonly string[],
  cases: readonly CaseId[],
  onLine: (line: BenchLine) => void,
): Promise<void> {
  for (const backend of backends) {
    if (backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
    await tf.setBackend(backend);
    await tf.ready();
    for (const plan of cases.flatMap((id) => planOf(id, backend, false))) {
      const cpu = () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1000;
      };
      onLine(await runContest({ ...plan, backend, host: 'node', isEmulated: false, cpu }));
    }
  }
}

/**
 * Runs the benchmark.
 * @param options - What to run; absent means all but cpu, whose stock side alone takes minutes.
 * @param say - Progress for people.
 */
export async function runBench(
  options: BenchOptions,
  onLine: (line: BenchLine) => void,
  say: (text: string) => void = () => {},
): Promise<void> {
  const cases = chosen(caseIds, options.cases);
  const backends = options.backends
    ? chosen(backendIds, options.backends)
    : (['wasm', 'webgl', 'webgpu'] as const);
  const hosts = chosen(hostIds, options.hosts);
  if (hosts.includes('node')) {
    const inNode = backends.filter((backend) => backend === 'wasm' || backend === 'cpu');
    say(`Node: ${inNode.join(', ') || 'no backend of these'}.`);
    await runInNode(inNode, cases, onLine);
  }
  if (hosts.includes('chromium')) {
    await withChromium(async (browser) => {
      for (const backend of backends) {
        say(`Chromium: ${backend}.`);
        await browser.run(backend, cases, onLine, say);
      }
    });
  }
}
