/** Every table of what the parts below the studio say, with its reader; loaded where the studio speaks Chinese. */
import { fileSentences } from './files-zh';
import { preparationSentences } from './preparation-zh';
import { repairSentences } from './repairs-zh';
import { runSentences } from './runs-zh';
import { sentenceReader } from './sentences';

export const repairInChinese = sentenceReader(repairSentences);

const read = sentenceReader([...fileSentences, ...runSentences, ...preparationSentences]);

/** The Chinese sentence, or one after the other where there are several; `undefined` where one has no Chinese. */
export function messageInChinese(english: string): string | undefined {
  const whole = read(english);
  if (whole !== undefined) return whole;
  for (const { index } of english.matchAll(/\. /g)) {
    const first = read(english.slice(0, index + 1));
    const rest = first === undefined ? undefined : messageInChinese(english.slice(index + 2));
    if (rest !== undefined) return `${first}${rest}`;
  }
  return undefined;
}
