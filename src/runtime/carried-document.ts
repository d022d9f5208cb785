/** The document inside an exported picture, as the exporter `picture` put it there. */
import { isPng, textOf } from './containers/png';

/** The keyword in a PNG, the id of the metadata in an SVG. */
const NAME = 'netloom';

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

/** Numbers of signs as the exporter writes them, and names as other programs do when they save the file again. */
function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal, hex, name) => {
      if (name) return entities[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The text of the document; `undefined` where the file is no picture of Netloom's. */
export function carriedDocument(bytes: Uint8Array): string | undefined {
  if (isPng(bytes)) return textOf(bytes, NAME);
  const text = new TextDecoder().decode(bytes);
  const start = text.search(/<svg[\s>]/);
  if (start < 0) return undefined;
  const mark = new RegExp(`<metadata[^>]*id=["']${NAME}["'][^>]*>`).exec(text.slice(start));
  if (!mark) return undefined;
  const from = start + mark.index + mark[0].length;
  const end = text.indexOf('</metadata>', from);
  return end < 0 ? undefined : unescaped(text.slice(from, end));
}
