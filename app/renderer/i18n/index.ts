/**
 * Words of the studio in English and Simplified Chinese, one file per area and language.
 * `zh` of an area `satisfies` the keys of `en`, so a missing word is a type error; a test holds that Chinese is Chinese.
 */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../stores/view';
import * as blocks from './blocks';
import * as canvas from './canvas';
import * as dataImport from './data-import';
import * as dataPanel from './data-panel';
import * as exchange from './exchange';
import * as gallery from './gallery';
import * as layers from './layers';
import { loadMessages } from './messages';
import * as panels from './panels';
import * as problems from './problems';
import * as shell from './shell';
import * as source from './source';
import * as training from './training';
import * as transfer from './transfer';

const areas = {
  shell,
  canvas,
  layers,
  panels,
  problems,
  training,
  gallery,
  blocks,
  exchange,
  dataImport,
  source,
  dataPanel,
  transfer,
};

/** `problems_one` and `problems_other` are asked for as `problems` with a `count`. */
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

/** Every key as `area.name`: `t('shell.train')`. */
export type Key = {
  [A in keyof typeof areas]: `${A}.${WithoutPlural<keyof (typeof areas)[A]['en'] & string>}`;
}[keyof typeof areas];

export type Translate = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

export const resources = {
  en: {
    translation: Object.fromEntries(Object.entries(areas).map(([name, { en }]) => [name, en])),
  },
  'zh-CN': {
    translation: Object.fromEntries(Object.entries(areas).map(([name, { zh }]) => [name, zh])),
  },
};

export async function startI18n(language: Language): Promise<void> {
  await loadMessages(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  await loadMessages(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** `t('shell.train')`, re-rendering when the language changes. */
export function useWords(): Translate {
  const { t } = useTranslation();
  return t as Translate; // keys are narrowed to ours; i18next's own type is wider
}

/** The same outside React (actions, live region). */
export const words: Translate = (key, values) => i18next.t(key, values ?? {});
