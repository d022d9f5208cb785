/**
 * Writes THIRD-PARTY-NOTICES.md from the packages that ship; `--check` refuses a licence outside the list
 * and a page that is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { init } from 'license-checker-rseidelsohn';
import { runnerImport } from 'vite';
import { root } from './run.mjs';

const allowed = new Set([
  'MIT',
  'MIT*',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD*',
  'Apache-2.0',
  '0BSD',
  'CC0-1.0',
  'Unlicense',
  'OFL-1.1',
  'EPL-2.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  'CC-BY-4.0',
  'Zlib',
  'LGPL-3.0-or-later',
  'NIST-PD-fallback',
]);

/** Packages that state their licence in a file of their own words. */
const inOwnWords = new Map([['h5wasm', 'NIST-PD-fallback']]);

/** One licence that a package may be used under: any side of an OR will do. */
function accepted(licences) {
  const text = [licences].flat().join(' OR ').replaceAll(/[()]/g, '');
  return text
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((part) => allowed.has(part.trim())));
}

const packages = await promisify(init)({
  start: root,
  production: true,
  excludePrivatePackages: true,
});
const rows = Object.entries(packages)
  .map(([name, { licenses, repository, publisher }]) => ({
    name,
    licenses: inOwnWords.get(name.replace(/@[^@]*$/, '')) ?? [licenses].flat().join(' OR '),
    repository,
    publisher,
  }))
  // Prebuilt binaries differ by platform; their parent package stands for them.
  .filter(({ name }) => !name.startsWith('@img/sharp-'))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const { module } = await runnerImport(path.join(root, 'src/runtime/datasets/all.ts'), {
  configFile: false,
  logLevel: 'error',
});
const shipped = [...module.datasets.values()].map(
  ({ spec }) => `| ${spec.id} | ${spec.licence} | ${spec.citation} | ${spec.source} |`,
);

const refused = rows.filter(({ licenses }) => !accepted(licenses));
const page = [
  '# Third-party notices',
  '',
  'Netloom ships with the data and the packages below, each under its own licence. Written by `node scripts/notices.mjs`.',
  '',
  '## Data sets',
  '',
  '| data set | licence | citation | source |',
  '| --- | --- | --- | --- |',
  ...shipped,
  '',
  '## Packages',
  '',
  'The full texts are in each package.',
  '',
  '| package | licence | source |',
  '| --- | --- | --- |',
  ...rows.map(
    ({ name, licenses, repository }) => `| ${name} | ${licenses} | ${repository ?? ''} |`,
  ),
  '',
].join('\n');

const file = path.join(root, 'THIRD-PARTY-NOTICES.md');
if (refused.length > 0) {
  console.error('These licences are not on the list in scripts/notices.mjs:');
  for (const { name, licenses } of refused) console.error(`  ${name}: ${licenses}`);
  process.exit(1);
}
if (process.argv.includes('--check')) {
  const current = readFileSync(file, { encoding: 'utf8', flag: 'a+' });
  if (current !== page) {
    console.error('THIRD-PARTY-NOTICES.md is out of date; run node scripts/notices.mjs.');
    process.exit(1);
  }
} else {
  writeFileSync(file, page);
}
