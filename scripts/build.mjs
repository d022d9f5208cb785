/**
 * Builds what is missing or older than its sources: `layers` (the module that exports to TensorFlow.js bring along), `page`
 * (the script of a web page that runs a model), `renderer` (the studio, which carries both), `cli`, `desktop` (main and preload). Names as arguments choose; without any, all of them. `--force` builds regardless.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bin, root, runNode } from './run.mjs';

const targets = {
  renderer: {
    needs: ['layers', 'page'],
    output: 'out/renderer/index.html',
    sources: [
      'src',
      'app/renderer',
      'app/shared',
      'templates',
      'assets',
      'vite.config.ts',
      'package.json',
    ],
    build: (options) => runNode(bin('vite'), ['build', '--logLevel', 'warn'], options),
  },
  cli: {
    output: 'out/cli/index.js',
    sources: ['src', 'app/cli', 'bench', 'templates', 'vite.cli.config.ts', 'package.json'],
    build: (options) =>
      runNode(
        bin('vite'),
        ['build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
        options,
      ),
  },
  layers: {
    output: 'out/layers/netloom-layers.js',
    sources: ['src', 'vite.layers.config.ts', 'package.json'],
    build: (options) =>
      runNode(
        bin('vite'),
        ['build', '--config', 'vite.layers.config.ts', '--logLevel', 'warn'],
        options,
      ),
  },
  page: {
    output: 'out/page/netloom-page.js',
    sources: [
      'src',
      'app/page',
      'app/renderer/theme',
      'app/renderer/try-it',
      'vite.page.config.ts',
      'package.json',
    ],
    build: (options) =>
      runNode(
        bin('vite'),
        ['build', '--config', 'vite.page.config.ts', '--logLevel', 'warn'],
        options,
      ),
  },
  desktop: {
    output: 'out/main/index.js',
    sources: [
      'src/graph',
      'app/main',
      'app/preload',
      'app/shared',
      'electron.config.ts',
      'package.json',
    ],
    build: (options) =>
      runNode(
        bin('electron-vite'),
        ['build', '--config', 'electron.config.ts', '--logLevel', 'warn'],
        options,
      ),
  },
};

function newest(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Whether a target's output is there and no source is newer. */
export function isBuilt(name) {
  const { output, sources } = targets[name];
  const file = path.join(root, output);
  if (!existsSync(file)) return false;
  const built = statSync(file).mtimeMs;
  return sources.every((source) => newest(path.join(root, source)) <= built);
}

/** Builds the named targets where needed; output goes to standard error. Exits 1 when a build fails. */
export async function ensureBuilt(names, { force = false } = {}) {
  const wanted = new Set(names.flatMap((name) => [...(targets[name].needs ?? []), name]));
  for (const name of wanted) {
    if (!force && isBuilt(name)) continue;
    process.stderr.write(`Building ${name} …\n`);
    const { code } = await targets[name].build({ toStderr: true });
    if (code !== 0) {
      process.stderr.write(
        `The build of ${name} ended with exit code ${code}; its output is above.\n`,
      );
      process.exit(1);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const names = words.filter((word) => word in targets);
  await ensureBuilt(names.length > 0 ? names : Object.keys(targets), {
    force: words.includes('--force') || names.length === 0,
  });
}
