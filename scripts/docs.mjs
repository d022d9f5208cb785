/** Writes docs/layers.md from the layer files; `--check` says whether it is up to date instead. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { root } from './run.mjs';

const { module } = await runnerImport(path.join(root, 'src/compiler/docs.ts'), {
  configFile: false,
  logLevel: 'error',
});
const file = path.join(root, 'docs/layers.md');
const page = module.layersMarkdown();

if (process.argv.includes('--check')) {
  let current = '';
  try {
    current = readFileSync(file, 'utf8');
  } catch {
    // An absent page is a stale page.
  }
  if (current !== page) {
    console.error('docs/layers.md differs from the layer files; run npm run docs.');
    process.exit(1);
  }
} else {
  writeFileSync(file, page);
}
