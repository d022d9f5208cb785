/** The addresses of the presidents to Congress, in the order of years. */
import { asciiText, stdlib, stdlibPaths, stdlibText } from './sources/stdlib.mjs';

export const sources = stdlib;

export function pack(files, gzip) {
  const speeches = stdlibPaths(files, /^sotu\/data\/\d{4}.*\.txt$/);
  const texts = speeches.map((path) => stdlibText(files, path).trim());
  return new Map([['text.txt.gz', gzip(Buffer.from(`${asciiText(texts.join('\n\n'))}\n`))]]);
}
