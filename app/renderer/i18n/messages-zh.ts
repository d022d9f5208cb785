/** Every table of what the parts below the studio say, with its reader; loaded where the studio speaks Chinese. */
import { type MarkCode, markWords } from '../../../src/compiler/source/marks';
import { fileSentences } from './files-zh';
import { gapSentences } from './gaps-zh';
import { modelSentences } from './models-zh';
import { preparationSentences } from './preparation-zh';
import { repairSentences } from './repairs-zh';
import { runSentences } from './runs-zh';
import { type Sentence, sentenceReader } from './sentences';
import { zh as sourceWords } from './source';

export const repairInChinese = sentenceReader(repairSentences);

/** Of source that is imported; the words are those of the source panel. */
const markSentences = Object.entries(markWords).map(([code, english]): Sentence => {
  const chinese = sourceWords[`mark-${code as MarkCode}`].replace(/\{(\{\w+\})\}/g, '$1');
  return [english, chinese];
});

const read = sentenceReader([
  ...fileSentences,
  ...runSentences,
  ...preparationSentences,
  ...modelSentences,
  ...gapSentences,
  ...markSentences,
]);

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
