/**
 * The network on the canvas as Keras or TypeScript source that can be edited. Nothing happens to the graph while one
 * types: what Apply would change is listed first, and it is one undo step.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '../../../src/compiler/source/tree';
import { commit } from '../../../src/graph/history';
import { Button } from '../controls/Button';
import { useWords } from '../i18n/index';
import { problemMessage } from '../problems/wording';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { shownNetworkName } from '../stores/shown';
import { useView, viewStore } from '../stores/view';
import {
  bringBack,
  type Draft,
  discard,
  type Followed,
  follow,
  isEdited,
  type Reading,
  type Refusal,
  reading,
  settle,
} from './draft';
import styles from './Source.module.css';
import { SourceNotes } from './SourceNotes';
import { SourceText, showLine } from './SourceText';
import { languageNames, sourceStore, useDraft } from './source-store';

/** Typing settles before the text is read. */
const PAUSE = 300;

/** The draft of the shown network, kept up with the document. */
function useFollowed(language: Language): Followed & { readonly key: string } {
  const document = useDocument((state) => state.document);
  const session = useDocument((state) => state.session);
  const network = useView(({ path }) => shownNetworkName(document, path.slice(0, 1)));
  const key = `${session} ${network} ${language}`;
  const draft = useDraft(key);
  const followed = useMemo(
    () => follow(draft, document, network, language),
    [draft, document, network, language],
  );
  useEffect(() => {
    if (followed.draft && followed.draft !== draft)
      sourceStore.getState().keep(key, followed.draft);
  }, [followed, draft, key]);
  return { ...followed, key };
}

const nothing: Reading = { marks: [] };

/** What the text says, once typing has paused. */
function useReading(draft: Draft | undefined): Reading & { readonly isCurrent: boolean } {
  const document = useDocument((state) => state.document);
  const [settled] = useDebouncedValue(draft, PAUSE);
  const current = draft && settled?.base === draft.base ? settled : draft;
  const read = useMemo(() => (current ? reading(current, document) : nothing), [current, document]);
  return { ...read, isCurrent: current?.text === draft?.text };
}

export function SourceEditor(props: {
  readonly language: Language;
  /** What else may be shown here, at the start of the row. */
  readonly choice: ReactNode;
}) {
  const { language, choice } = props;
  const t = useWords();
  const { draft, refusal, key } = useFollowed(language);
  const read = useReading(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const dispatch = useDocument((state) => state.dispatch);
  const document = useDocument((state) => state.document);
  const isRunning = useRun(({ preparing, state }) => !preparing && state.phase === 'running');
  const [wasApplied, setApplied] = useState(0);
  if (!draft) {
    return (
      <>
        <div className={styles.state}>{choice}</div>
        {refusal && <Refused refusal={refusal} />}
      </>
    );
  }
  const { keep } = sourceStore.getState();
  const changes = read.applied?.changes ?? [];
  const canApply = read.isCurrent && !isRunning && changes.length > 0;
  const apply = () => {
    // By keys the text is applied as it stands, however lately it was typed.
    const now = read.isCurrent ? read : reading(draft, document);
    const { applied } = now;
    if (isRunning || !applied || applied.changes.length === 0) return;
    dispatch(() => applied.document, commit(t('source.edit')));
    keep(key, settle(draft, now));
    setApplied(applied.changes.length);
  };
  const replace = (next: Draft) => {
    keep(key, next);
    field.current?.focus();
  };
  const edited = isEdited(draft);
  return (
    <div className={styles.source}>
      <div className={styles.state}>
        {choice}
        <span id="source-state" role="status" className={styles.said}>
          {stateText(t, { draft, read, isStale: refusal !== undefined, isRunning, wasApplied })}
        </span>
        {edited && (
          <Button variant="quiet" onClick={() => replace(discard(draft))}>
            {t('source.revert')}
          </Button>
        )}
        {!edited && draft.own !== undefined && (
          <Button variant="quiet" onClick={() => replace(bringBack(draft))}>
            {t('source.bringBack')}
          </Button>
        )}
        <Button variant="primary" disabled={!canApply} onClick={apply}>
          {t('source.apply')}
        </Button>
      </div>
      <div className={styles.body}>
        <SourceText
          label={t('source.text', { language: languageNames[language] })}
          text={draft.text}
          marks={read.marks}
          field={field}
          onChange={(text) => {
            setApplied(0);
            keep(key, { ...draft, text });
          }}
          onApply={apply}
        />
        {(changes.length > 0 || read.marks.length > 0) && (
          <SourceNotes
            changes={changes}
            marks={read.marks}
            onLine={(line) => showLine(field.current, Math.max(1, line))}
          />
        )}
      </div>
    </div>
  );
}

/** One line about the text as a whole. */
function stateText(
  t: ReturnType<typeof useWords>,
  state: {
    readonly draft: Draft;
    readonly read: Reading & { readonly isCurrent: boolean };
    readonly isStale: boolean;
    readonly isRunning: boolean;
    readonly wasApplied: number;
  },
): string {
  const { draft, read, isStale, isRunning, wasApplied } = state;
  const wrong = read.marks.filter(({ severity }) => severity === 'error');
  const errors = new Set(wrong.map(({ line }) => line)).size;
  const changes = read.applied?.changes.length ?? 0;
  const unread = errors > 0 ? [t('source.unread', { count: errors })] : [];
  if (!read.isCurrent) return '';
  if (changes > 0) {
    const pause = isRunning ? [t('source.pauseFirst')] : [];
    return [...unread, t('source.willChange', { count: changes }), ...pause].join(' ');
  }
  if (unread.length > 0) return unread.join(' ');
  if (wasApplied > 0) return t('source.applied', { count: wasApplied });
  if (isStale) return t('source.stale');
  return t(isEdited(draft) ? 'source.same' : 'source.follows');
}

/** Why there is no source, with a way to the problems. */
function Refused({ refusal }: { readonly refusal: Refusal }) {
  const t = useWords();
  if ('gaps' in refusal) {
    return (
      <div className={styles.refused}>
        <p>{t('source.gaps')}</p>
        <ul>
          {refusal.gaps.slice(0, 20).map(({ node, kind, reason }) => (
            <li key={`${node} ${reason}`}>{t('exchange.gap', { node, kind, reason })}</li>
          ))}
        </ul>
      </div>
    );
  }
  const [first] = refusal.problems;
  return (
    <div className={styles.refused}>
      <p>{t('source.problems')}</p>
      {first && <p className={styles.quiet}>{problemMessage(first)}</p>}
      <Button onClick={() => viewStore.getState().set({ dockTab: 'problems' })}>
        {t('source.showProblems')}
      </Button>
    </div>
  );
}
