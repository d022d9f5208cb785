/** The network as source that can be edited, or the document exactly as it is saved, to read and to copy. */
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { serialise } from '../../../src/graph/serialise';
import { Button } from '../controls/Button';
import { formatCount } from '../controls/format';
import { Segmented } from '../controls/Segmented';
import { useWords } from '../i18n';
import { SourceEditor } from '../source/SourceEditor';
import { languageNames, shownSources, useShownSource } from '../source/source-store';
import { useDocument } from '../stores/document';
import styles from './CodePanel.module.css';

export function CodePanel() {
  const t = useWords();
  const [shown, show] = useShownSource();
  const choice = (
    <Segmented
      auto
      label={t('source.shown')}
      value={shown}
      options={shownSources.map((value) => ({
        value,
        label: value === 'document' ? t('source.document') : languageNames[value],
      }))}
      onChange={show}
    />
  );
  return (
    <div className={styles.panel}>
      {shown === 'document' ? (
        <DocumentText choice={choice} />
      ) : (
        <SourceEditor key={shown} language={shown} choice={choice} />
      )}
    </div>
  );
}

function DocumentText({ choice }: { readonly choice: ReactNode }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const text = useMemo(() => serialise(document), [document]);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  const isCopied = copied === text;
  return (
    <>
      <div className={styles.bar}>
        {choice}
        <span className={styles.quiet}>
          {t('training.codeLines', { lines: formatCount(text.split('\n').length) })}
        </span>
        <Button icon={isCopied ? Check : Copy} onClick={() => void copy()}>
          <span aria-live="polite">{t(isCopied ? 'training.copied' : 'training.copy')}</span>
        </Button>
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keys
        tabIndex={0}
        aria-label={t('training.codeTitle')}
        className={styles.code}
      >
        <pre>{text}</pre>
      </section>
    </>
  );
}
