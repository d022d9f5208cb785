/**
 * The script of an exported web page: asks for an input, runs the model on this device, shows the answer. It reads
 * what the exporter wrote into the page and asks no server for anything.
 */

import { DataError } from '../../src/runtime/preparation/step';
import tokens from '../renderer/theme/tokens.css?inline';
import { answerOf } from './answers';
import { AskError } from './asks/ask';
import { element, quiet } from './element';
import { loadModel, type PageModel, readContent } from './model';
import styles from './page.css?inline';
import { prepare, type Question, questionsOf } from './questions';
import { language, words } from './words';

declare global {
  interface Window {
    /** For whoever examines the page: the model behind it. */
    netloomModel?: Promise<PageModel>;
  }
}

const content = readContent();
const answers = element('div', { className: 'answers' });
answers.setAttribute('aria-live', 'polite');

/** What is given now, or nothing while an input is missing. */
function rawOf(
  questions: readonly Question[],
): Record<string, readonly number[] | readonly string[]> | null {
  const raw = questions.map(({ id, read }) => [id, read()] as const);
  return raw.every(([, value]) => value !== null) ? Object.fromEntries(raw as never) : null;
}

function show(...children: readonly (HTMLElement | string)[]): void {
  answers.replaceChildren(...children);
}

async function answer(model: PageModel, questions: readonly Question[]): Promise<void> {
  try {
    const raw = rawOf(questions);
    if (!raw) {
      show(quiet(words('waiting')));
      return;
    }
    const { values, shapes } = prepare(content, raw);
    const outputs = await model.values(values, shapes);
    show(...content.outputs.map((end, i) => answerOf(outputs[i]!, end, content)));
  } catch (error) {
    if (!(error instanceof AskError || error instanceof DataError)) throw error;
    show(element('p', { className: 'problem', textContent: error.message }));
  }
}

/** Runs `work` again when it was asked for meanwhile, one at a time. */
function latest(work: () => Promise<void>): () => void {
  let state: 'idle' | 'busy' | 'again' = 'idle';
  const run = async (): Promise<void> => {
    do {
      state = 'busy';
      await work();
    } while ((state as string) === 'again'); // set while `work` was awaited
    state = 'idle';
  };
  return () => {
    if (state === 'idle') void run();
    else state = 'again';
  };
}

function build(model: PageModel): void {
  const questions: Question[] = [];
  const changed = latest(() => answer(model, questions));
  questions.push(...questionsOf(content, changed));
  const several = questions.length > 1;
  const asked = questions.map(({ id, element: ask }) =>
    element('section', {}, ...(several ? [element('h3', { textContent: id })] : []), ask),
  );
  const column = (word: 'input' | 'answer', ...children: readonly HTMLElement[]): HTMLElement => {
    const heading = element('h2', { textContent: words(word) });
    const section = element('section', { className: 'column' }, heading, ...children);
    section.setAttribute('aria-label', words(word));
    return section;
  };
  const { backend, version } = model;
  const notes = [
    words('runs', { backend, version }),
    ...(content.data ? [] : [words('zeroToOne')]),
  ];
  document
    .getElementById('page')
    ?.replaceChildren(
      element('h1', { textContent: content.name }),
      ...(content.description ? [element('p', { textContent: content.description })] : []),
      element(
        'div',
        { className: 'columns' },
        column('input', ...asked),
        column('answer', answers),
      ),
      element('footer', {}, ...notes.map(quiet)),
    );
  changed();
}

function dress(): void {
  document.head.append(element('style', { textContent: tokens + styles }));
  document.documentElement.lang = language;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = (): void => {
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
  };
  dark.onchange = follow;
  follow();
}

async function start(): Promise<void> {
  dress();
  window.netloomModel = loadModel(content);
  try {
    build(await window.netloomModel);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    document
      .getElementById('page')
      ?.replaceChildren(
        element('p', { className: 'problem', textContent: words('failed', { reason }) }),
      );
  }
}

void start();
