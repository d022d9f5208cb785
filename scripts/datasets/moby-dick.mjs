/** Moby-Dick, chapter after chapter. */
import { asciiText, stdlib, stdlibPaths, stdlibText } from './sources/stdlib.mjs';

export const sources = stdlib;

export function pack(files, gzip) {
  const number = (path) => Number(/chapter_(\d+)/.exec(path)[1]);
  const chapters = stdlibPaths(files, /^moby-dick\/data\/chapter_\d+\.txt$/).sort(
    (a, b) => number(a) - number(b),
  );
  const texts = [...chapters, 'moby-dick/data/epilogue.txt'].map((path) =>
    stdlibText(files, path).trim(),
  );
  return new Map([['text.txt.gz', gzip(Buffer.from(`${asciiText(texts.join('\n\n'))}\n`))]]);
}
