/** Splits source into tokens. What belongs to no token of the language is a token `unknown`, so that it never fails. */
import type { Language } from './tree';

export type TokenKind = 'name' | 'number' | 'string' | 'template' | 'sign' | 'unknown' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As it is written; the content of a string, without its quotes and with its escapes resolved. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  /** Nothing but white space stands before it on its line, and no backslash joins it to the line before. */
  readonly isFirst: boolean;
}

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
const SIGN = /\*\*|\/\/|=>|===|!==|==|!=|<=|>=|->|\.\.\.|[+\-*/]=|[()[\]{}.,:;=+\-*/%<>!?@&|^~]/y;
/** Raw, byte and formatted strings of Python. */
const PREFIX = /^[rRbBuUfF]{1,2}$/;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  '\n': '',
};

interface Scan {
  readonly text: string;
  readonly language: Language;
  at: number;
  line: number;
  lineStart: number;
  isJoined: boolean;
}

function match(pattern: RegExp, scan: Scan): string | undefined {
  pattern.lastIndex = scan.at;
  return pattern.exec(scan.text)?.[0];
}

/** Moves on, counting lines. */
function skip(scan: Scan, length: number): void {
  for (let i = 0; i < length; i++) {
    if (scan.text[scan.at + i] !== '\n') continue;
    scan.line += 1;
    scan.lineStart = scan.at + i + 1;
  }
  scan.at += length;
}

/** White space and comments; `true` where there was something to leave out. */
function skipQuiet(scan: Scan): boolean {
  const { text, at, language } = scan;
  const here = text[at]!;
  const endOfLine = () => {
    const end = text.indexOf('\n', at);
    return (end < 0 ? text.length : end) - at;
  };
  if (/\s/.test(here)) skip(scan, 1);
  else if (language === 'python' && here === '#') skip(scan, endOfLine());
  else if (language === 'python' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
    skip(scan, text.indexOf('\n', at) + 1 - at);
    scan.isJoined = true;
  } else if (language === 'typescript' && text.startsWith('//', at)) skip(scan, endOfLine());
  else if (language === 'typescript' && text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    skip(scan, (end < 0 ? text.length : end + 2) - at);
  } else return false;
  return true;
}

/** Content and end of the string whose quotes start at `at`; `undefined` where nothing closes it. */
function stringAt(scan: Scan, at: number, isRaw: boolean) {
  const { text, language } = scan;
  const quote = text[at]!;
  const isLong = language === 'python' && text.startsWith(quote.repeat(3), at);
  const mark = isLong ? quote.repeat(3) : quote;
  let content = '';
  for (let i = at + mark.length; i < text.length; i++) {
    if (text.startsWith(mark, i)) return { content, end: i + mark.length };
    if (text[i] === '\n' && !isLong && quote !== '`') return undefined;
    if (text[i] !== '\\' || isRaw) {
      content += text[i];
      continue;
    }
    i += 1;
    const escaped = text[i] ?? '';
    const code = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4}))/.exec(text.slice(i, i + 5));
    if (code) {
      content += String.fromCharCode(Number.parseInt(code[1] ?? code[2]!, 16));
      i += code[0].length - 1;
    } else content += escapes[escaped] ?? escaped;
  }
  return undefined;
}

function isQuote(scan: Scan, at: number): boolean {
  const here = scan.text[at];
  return here === '"' || here === "'" || (here === '`' && scan.language === 'typescript');
}

/** Kind, text and length of what stands at the place of the scan. */
function read(scan: Scan): { kind: TokenKind; text: string; length: number } {
  const { text, at, language } = scan;
  const name = match(NAME, scan);
  const prefix = name && language === 'python' && PREFIX.test(name) ? name : '';
  if (isQuote(scan, at + prefix.length)) {
    const found = stringAt(scan, at + prefix.length, /r/i.test(prefix));
    const end = text.indexOf('\n', at);
    if (!found) {
      const rest = text.slice(at, end < 0 ? text.length : end);
      return { kind: 'unknown', text: rest, length: rest.length };
    }
    const isTemplate = /f/i.test(prefix) || text[at] === '`';
    return {
      kind: isTemplate ? 'template' : 'string',
      text: found.content,
      length: found.end - at,
    };
  }
  if (name) return { kind: 'name', text: name, length: name.length };
  const number = match(NUMBER, scan);
  if (number) return { kind: 'number', text: number, length: number.length };
  const sign = match(SIGN, scan);
  if (sign) return { kind: 'sign', text: sign, length: sign.length };
  return { kind: 'unknown', text: text[at]!, length: 1 };
}

/** Every token with where it stands; the last is `end`. */
export function tokensOf(text: string, language: Language): readonly Token[] {
  const scan: Scan = { text, language, at: 0, line: 1, lineStart: 0, isJoined: false };
  const tokens: Token[] = [];
  /** The line on which the last token ends: a long string ends lines below its start. */
  let used = 0;
  while (scan.at < text.length) {
    if (skipQuiet(scan)) continue;
    const { line, lineStart, at, isJoined } = scan;
    const { kind, text: content, length } = read(scan);
    const isFirst = used !== line && !isJoined;
    tokens.push({ kind, text: content, line, column: at - lineStart, isFirst });
    scan.isJoined = false;
    skip(scan, length);
    used = scan.line;
  }
  const { line, lineStart, at } = scan;
  tokens.push({ kind: 'end', text: '', line, column: at - lineStart, isFirst: true });
  return tokens;
}
