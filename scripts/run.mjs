/** Runs a program of the project as a child, its output passed on; signals reach it. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

/** The executable script of an installed package, e.g. `bin('vite')` or `bin('typescript', 'tsc')`. */
export function bin(packageName, name = packageName) {
  const file = findPackageJson(packageName);
  const { bin: bins } = require(file);
  const relative = typeof bins === 'string' ? bins : bins[name];
  return path.join(path.dirname(file), relative);
}

function findPackageJson(packageName) {
  return path.join(root, 'node_modules', packageName, 'package.json');
}

/**
 * Resolves with the exit code. `capture` also returns what it printed, `toStderr` keeps our standard output clean.
 */
export function run(command, args, options = {}) {
  const { capture = false, toStderr = false, env = {}, quiet = false } = options;
  return new Promise((resolve, reject) => {
    const out = capture || quiet ? 'pipe' : toStderr ? 2 : 'inherit';
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', out, capture || quiet ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
    });
    let text = '';
    child.stdout?.on('data', (data) => (text += data));
    child.stderr?.on('data', (data) => (text += data));
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), text });
    });
  });
}

/** Runs a package's script with this Node. */
export const runNode = (file, args, options) => run(process.execPath, [file, ...args], options);
