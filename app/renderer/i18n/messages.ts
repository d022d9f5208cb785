/** What the parts below the studio say in English, in the studio's language. */
import { viewStore } from '../stores/view';
import { fileSentences } from './files-zh';
import { sentenceReader } from './sentences';

/** The Chinese sentence, or `undefined` for one that nobody has translated. */
export const messageInChinese = sentenceReader(fileSentences);

/** A message in the studio's language; as it is where nobody has translated it. */
export function worded(english: string): string {
  const isChinese = viewStore.getState().language === 'zh-CN';
  return (isChinese ? messageInChinese(english.trim()) : undefined) ?? english;
}

/** What was thrown, in the studio's language. */
export function errorText(error: unknown): string {
  return worded(error instanceof Error ? error.message : String(error));
}
