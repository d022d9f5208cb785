/** What the parts below the studio say in English, in the studio's language. */

import { type Language, viewStore } from '../stores/view';
import type * as Chinese from './messages-zh';

let chinese: typeof Chinese | undefined;

/** Loads what this language needs beyond the words of the studio itself. */
export async function loadMessages(language: Language): Promise<void> {
  if (language === 'zh-CN') chinese ??= await import('./messages-zh');
}

const here = () => (viewStore.getState().language === 'zh-CN' ? chinese : undefined);

/** A message in the studio's language; as it is where nobody has translated it. */
export const worded = (english: string): string =>
  here()?.messageInChinese(english.trim()) ?? english;

/** The same for the title or the description of a repair. */
export const wordedRepair = (english: string): string =>
  here()?.repairInChinese(english) ?? english;

/** What was thrown, in the studio's language. */
export const errorText = (error: unknown): string =>
  worded(error instanceof Error ? error.message : String(error));
