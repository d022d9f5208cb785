/** The network as source that can be edited, or the document exactly as it is saved, to read and to copy. */
import { Check, Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
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
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
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
        {shown === 'document' && <CopyDocument />}
      </div>
      {shown === 'document' ? <DocumentText /> : <SourceEditor key={shown} language={shown} />}
    </div>
  );
}

function useText(): string {
  const document = useDocument((state) => state.document);
  return useMemo(() => serialise(document), [document]);
}

function CopyDocument() {
  const t = useWords();
  const text = useText();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  const isCopied = copied === text;
  return (
    <>
      <span className={styles.quiet}>
        {t('training.codeLines', { lines: formatCount(text.split('\n').length) })}
      </span>
      <Button icon={isCopied ? Check : Copy} onClick={() => void copy()}>
        <span aria-live="polite">{t(isCopied ? 'training.copied' : 'training.copy')}</span>
      </Button>
    </>
  );
}

function DocumentText() {
  const t = useWords();
  const text = useText();
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keys
      tabIndex={0}
      aria-label={t('training.codeTitle')}
      className={styles.code}
    >
      <pre>{text}</pre>
    </section>
  );
}
