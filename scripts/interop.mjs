/**
 * `npm run test:interop`: exports executed by Keras and PyTorch. It makes its own Python environment in `.cache/interop`
 * and says what it skips where packages cannot be had.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { bin, root, runNode } from './run.mjs';

const folder = path.join(root, '.cache/interop');
const python = path.join(folder, 'bin/python');

/** Whether modules can be found. Nothing is imported: Keras alone looks for TensorFlow, its runner names another backend. */
const find = 'import sys, importlib.util as u; sys.exit(not all(map(u.find_spec, sys.argv[1:])))';
const has = (command, ...modules) =>
  spawnSync(command, ['-c', find, ...modules], { stdio: 'ignore' }).status === 0;

function environment() {
  if (!existsSync(python)) spawnSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  if (!existsSync(python)) return undefined;
  if (!has(python, 'keras', 'jax', 'h5py')) {
    const packages = ['install', '--quiet', 'keras', 'jax[cpu]', 'h5py'];
    spawnSync(python, ['-m', 'pip', ...packages], { stdio: 'inherit' });
  }
  return has(python, 'keras') ? python : undefined;
}

/**
 * Keras on JAX compiles every operation of every shape, which takes most of the time: what one format compiled serves
 * the others, and the next run.
 */
const compiled = {
  JAX_COMPILATION_CACHE_DIR: path.join(folder, 'compiled'),
  JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS: '0',
  JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES: '-1',
};

/** Debian's own PyTorch belongs to Debian's own Python. */
const interpreters = {
  keras: environment(),
  pytorch: ['/usr/bin/python3', 'python3', python].find((command) =>
    has(command, 'torch', 'numpy'),
  ),
};

await ensureBuilt(['layers']);
let failed = 0;
for (const [runtime, command] of Object.entries(interpreters)) {
  if (!command) {
    console.log(`Skipped ${runtime}: no Python that has it was found and none could be installed.`);
    continue;
  }
  const tests = ['exporters.contract', 'exporters.matrix', 'training-scripts'].map(
    (name) => `app/cli/${name}.test.ts`,
  );
  const { code } = await runNode(bin('vitest'), ['run', ...tests, '-t', `to ${runtime}`], {
    env: { ...compiled, NETLOOM_INTEROP: '1', NETLOOM_PYTHON: command },
  });
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  interop: ${runtime}`);
  if (code !== 0) failed++;
}
if (!process.env.NETLOOM_LONG) {
  console.log(
    'Skipped templates above 100,000 parameters: NETLOOM_LONG=1 npm run test:interop runs them alone.',
  );
}
process.exit(failed === 0 ? 0 : 1);
