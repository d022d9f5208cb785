/** The passport as files: `passport.json`, and a page that people read. */
import type { Parts } from './containers/parts';
import type { Passport } from './passport';

export function passportFiles(passport: Passport): ReadonlyMap<string, Parts> {
  const encode = (text: string): Parts => [new TextEncoder().encode(text)];
  // An infinite difference is not JSON.
  const json = JSON.stringify(
    passport,
    (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? null : value),
    2,
  );
  return new Map([
    ['passport.json', encode(`${json}\n`)],
    ['passport.html', encode(page(passport))],
  ]);
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const number = (value: number | null | undefined): string => {
  if (value === null || value === undefined) return '–';
  return value === 0 ? '0' : value.toExponential(2);
};
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

function verdict({ passed, runtime, reason }: Passport): string {
  if (passed === null) return `Not executed: ${reason ?? 'no runtime was found'}.`;
  return passed
    ? `Passed: ${runtime} computes what the model in the studio computes.`
    : `Failed: ${runtime} computes other values than the model in the studio.`;
}

function rows(passport: Passport): [string, string][] {
  const { tolerance, topAgreement, accuracy, firstDifference: first } = passport;
  return [
    ['Document', `${passport.document}, network ${passport.network}`],
    ['Exporter', passport.exporter],
    ['Weights', passport.quantization],
    ['Executed by', passport.runtime],
    ['Samples', `${passport.samples}, ${passport.source}`],
    ['Largest difference', number(passport.maxDifference)],
    ['Mean difference', number(passport.meanDifference)],
    ...(tolerance === undefined ? [] : [pair('Allowed difference', number(tolerance))]),
    ...(topAgreement == null ? [] : [pair('Same top class', percent(topAgreement))]),
    ...(accuracy ? [pair('Accuracy before', percent(accuracy.before))] : []),
    ...(accuracy ? [pair('Accuracy after', percent(accuracy.after))] : []),
    ...(first
      ? [pair('First layer that differs', `${first.call} (${number(first.maxDifference)})`)]
      : []),
  ];
}

const pair = (name: string, value: string): [string, string] => [name, value];

function page(passport: Passport): string {
  const table = rows(passport)
    .map(
      ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Passport of ${escaped(passport.document)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
th { text-align: left; font-weight: 500; padding: 0.25rem 2rem 0.25rem 0; vertical-align: top; }
</style>
<h1>Passport of ${escaped(passport.document)}</h1>
<p>${escaped(verdict(passport))}</p>
<table>
${table}
</table>
${passport.passed === null ? '' : '<p>The files were read again and run on the same samples as the model in the studio.</p>\n'}</html>
`;
}
