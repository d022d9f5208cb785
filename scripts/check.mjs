/** Everything that can be said of the code without running it: types, lint, walls, dead code, licences, generated pages. */
import { fileURLToPath } from 'node:url';
import { bin, runNode } from './run.mjs';

const checks = [
  { name: 'types', file: bin('typescript', 'tsc'), args: ['-b'] },
  { name: 'types of tests', file: bin('typescript', 'tsc'), args: ['-p', 'tsconfig.tests.json'] },
  {
    name: 'format and lint',
    file: bin('@biomejs/biome', 'biome'),
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'typed rules', file: bin('eslint'), args: ['.', '--max-warnings', '0'] },
  {
    name: 'layering',
    file: bin('dependency-cruiser', 'depcruise'),
    args: [
      'src',
      'app',
      'bench',
      'e2e',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ],
  },
  { name: 'dead code', file: bin('knip'), args: ['--no-progress'] },
  { name: 'third-party notices', file: 'scripts/notices.mjs', args: ['--check'] },
  { name: 'generated pages', file: 'scripts/docs.mjs', args: ['--check'] },
];

/** Runs every check, prints the output of those that fail, and returns one result each. */
export async function runChecks() {
  const results = [];
  for (const { name, file, args } of checks) {
    const started = Date.now();
    const { code, text } = await runNode(file, args, { capture: true });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? 'passed' : 'FAILED'}  check: ${name} (${seconds} s)`);
    if (code !== 0) console.log(text.trimEnd());
    results.push({ name, passed: code === 0 });
  }
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = await runChecks();
  process.exit(results.every(({ passed }) => passed) ? 0 : 1);
}
