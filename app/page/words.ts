/** The words of the page, in the browser's language where that is Chinese, else in English. */

const en = {
  input: 'Input',
  answer: 'Answer',
  draw: 'Draw',
  clear: 'Clear',
  choosePicture: 'Choose a picture, or drop one here',
  asSeen: 'As the model sees it',
  invert: 'Invert light and dark',
  text: 'Text',
  missing: 'not known',
  numbers: 'Numbers ({shape}), separated by spaces or commas',
  noise: 'Draw other noise',
  next: 'What comes next',
  waiting: 'The answer appears here.',
  count: '{count} numbers are needed; {received} are here.',
  notNumber: '“{text}” is not a number.',
  notPicture: 'The file is not a picture that this browser can read.',
  zeroToOne:
    'The document does not say how its inputs are prepared: pixels go in as 0 to 1, numbers as they are.',
  unknownSigns: 'The model has never seen {signs}.',
  more: 'and {count} more',
  runs: 'Computed on this device by TensorFlow.js {version} ({backend}). Nothing leaves this page.',
  failed: 'The model did not start: {reason}',
};

export type Word = keyof typeof en;

const zh: Readonly<Record<Word, string>> = {
  input: '输入',
  answer: '答案',
  draw: '绘制',
  clear: '清除',
  choosePicture: '选择图片，或拖放到此处',
  asSeen: '模型看到的样子',
  invert: '明暗反转',
  text: '文本',
  missing: '未知',
  numbers: '数值（{shape}），以空格或逗号分隔',
  noise: '换一份噪声',
  next: '接下来是什么',
  waiting: '答案将显示在这里。',
  count: '需要 {count} 个数值，现有 {received} 个。',
  notNumber: '“{text}”不是数值。',
  notPicture: '此文件不是本浏览器能读取的图片。',
  zeroToOne: '文档没有说明如何准备输入：像素按 0 到 1 输入，数值原样输入。',
  unknownSigns: '模型从未见过 {signs}。',
  more: '另有 {count} 项',
  runs: '由 TensorFlow.js {version}（{backend}）在本设备上计算，数据不会离开本页面。',
  failed: '模型未能启动：{reason}',
};

const isChinese = navigator.language.toLowerCase().startsWith('zh');

export const language = isChinese ? 'zh-CN' : 'en';

export function words(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return (isChinese ? zh : en)[word].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name]),
  );
}

const formats = {
  percent: new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }),
  number: new Intl.NumberFormat(language, { maximumSignificantDigits: 5 }),
};

export const percent = (share: number): string => formats.percent.format(share);
export const number = (value: number): string => formats.number.format(value);
