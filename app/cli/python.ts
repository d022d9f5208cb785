/** Finds a Python that has a module: the one that NETLOOM_PYTHON names, else those that are usually there. */
import { spawnSync } from 'node:child_process';
import type { NotExecuted } from '../../src/runtime/passport';

const found = new Map<string, string | null>();

/** The interpreter's command, or why nothing can be executed. */
export async function pythonWith(module: 'keras' | 'torch'): Promise<string | NotExecuted> {
  const known = found.get(module);
  const named = process.env.NETLOOM_PYTHON;
  const candidates = named ? [named] : ['python3', '/usr/bin/python3', 'python'];
  const command = known === undefined ? (candidates.find((c) => has(c, module)) ?? null) : known;
  found.set(module, command);
  return command ?? { missing: `no Python with ${module} was found` };
}

/** Whether a module can be found, without the seconds that importing it takes. */
function has(command: string, module: string): boolean {
  const code = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`;
  return spawnSync(command, ['-c', code], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
