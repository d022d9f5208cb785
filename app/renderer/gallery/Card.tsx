/** One template: a picture of its data or structure, its name and text, and three facts. */
import { Clock, CornerDownLeft, Cpu, Target, Workflow } from 'lucide-react';
import { memo, useRef } from 'react';
import { Button } from '../controls/Button';
import { formatBig, formatCount } from '../controls/format';
import { useWords } from '../i18n';
import { templateName } from '../i18n/names';
import { showTemplate } from '../persistence/files';
import type { Template } from '../persistence/templates';
import { useRun } from '../stores/run';
import styles from './Gallery.module.css';
import { Picture } from './pictures/Picture';
import {
  expectation,
  familyName,
  familyOf,
  templateText,
  timeOf,
  totalsOf,
} from './template-facts';
import { useSeen } from './use-seen';

const FIRST = 'lenet-digits';

/** Drawn anew only when the template or the language changes, not while a search is typed. */
export const Card = memo(function Card(props: {
  readonly template: Template;
  readonly index: number;
  readonly tabbable: boolean;
  readonly onFocus: (index: number) => void;
  readonly onPreview: (template: Template) => void;
}) {
  const t = useWords();
  const { template } = props;
  const name = templateName(t, template.id);
  const text = templateText(t, template);
  const family = familyName(t, familyOf(template.document));
  const place = useRef<HTMLLIElement>(null);
  const seen = useSeen(place);
  return (
    <li ref={place} className={styles.card} onFocus={() => props.onFocus(props.index)}>
      <button
        type="button"
        data-card
        tabIndex={props.tabbable ? 0 : -1}
        aria-label={t('gallery.cardLabel', { name, family, text })}
        className={styles.face}
        onClick={() => showTemplate(template)}
      >
        <span className={styles.picture}>
          {seen && <Picture document={template.document} label={t('gallery.picture', { name })} />}
        </span>
        <span className={styles.text}>
          <span className={styles.name}>
            <b>{name}</b>
            {template.id === FIRST && (
              <span className={styles.start}>{t('gallery.startHere')}</span>
            )}
            <span className={styles.group}>{family}</span>
          </span>
          <span className={styles.about}>{text}</span>
          {seen && <Facts template={template} />}
        </span>
      </button>
      <span className={styles.actions}>
        <Button tabIndex={-1} onClick={() => props.onPreview(template)}>
          {t('gallery.preview')}
        </Button>
        <Button tabIndex={-1} variant="primary" onClick={() => showTemplate(template)}>
          {t('gallery.open')}
          <CornerDownLeft size={14} strokeWidth={1.75} aria-hidden />
        </Button>
      </span>
    </li>
  );
});

export function Facts({ template }: { readonly template: Template }) {
  const t = useWords();
  const backend = useRun((run) => run.verdict?.backend);
  const { document } = template;
  const expected = expectation(t, document);
  const time = timeOf(t, document, backend);
  const { parameters, macs } = totalsOf(document);
  const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;
  return (
    <span className={styles.facts}>
      <span title={t('gallery.parameters')}>
        <Workflow {...icon} /> {formatCount(parameters)}
      </span>
      {!expected && (
        <span title={t('gallery.macs')}>
          <Cpu {...icon} /> {formatBig(macs)}
        </span>
      )}
      {expected && (
        <span title={t('gallery.result')}>
          <Target {...icon} /> {expected}
        </span>
      )}
      {time && (
        <span title={t('gallery.time')}>
          <Clock {...icon} /> {time}
        </span>
      )}
    </span>
  );
}
