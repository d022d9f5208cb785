/** One way to mend a problem: what it does, what it costs, what is left. Hover or focus previews it on the canvas. */
import { Check } from 'lucide-react';
import type { Problem, Repair } from '../../../src/compiler/problem';
import { isMac } from '../actions/keys';
import { applyRepair } from '../actions/problems';
import { Button } from '../controls/Button';
import { Chip } from '../controls/Chip';
import { formatCount } from '../controls/format';
import { Kbd } from '../controls/Kbd';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { useView, viewStore } from '../stores/view';
import { effectOf } from './effect';
import { MiniDiagram } from './MiniDiagram';
import styles from './problems.module.css';
import { repairWords } from './wording';

export function RepairCard(props: {
  readonly problem: Problem;
  readonly repair: Repair;
  readonly index: number;
}) {
  const { problem, repair, index } = props;
  const t = useWords();
  const document = useDocument((state) => state.document);
  const active = useView((view) => view.preview === repair);
  const effect = effectOf(document, problem.network, problem.node, repair);
  if (!effect) return null;
  const { title, description } = repairWords(repair);
  const preview = () => viewStore.getState().set({ preview: repair });
  const endPreview = () => {
    if (viewStore.getState().preview === repair) viewStore.getState().set({ preview: null });
  };
  return (
    <article
      className={styles.card}
      data-active={active || undefined}
      aria-label={title}
      onMouseEnter={preview}
      onMouseLeave={endPreview}
    >
      <div className={styles.cardHead}>
        <h4>
          {title}
          {index === 0 && problem.repairs.length > 1 && (
            <span>
              <Chip tone="accent">{t('panels.recommended')}</Chip>
            </span>
          )}
        </h4>
        <Button
          variant={index === 0 ? 'primary' : 'default'}
          aria-label={t('panels.applyRepair', { title })}
          onFocus={preview}
          onBlur={endPreview}
          onKeyDown={(event) => {
            if (event.key === 'Escape') endPreview();
          }}
          onClick={() => applyRepair(repair)}
        >
          {t('panels.apply')}
        </Button>
      </div>
      <p>{description}</p>
      <MiniDiagram sketch={effect.sketch} />
      <div className={styles.foot}>
        <span className={styles.left} data-some={effect.problemsLeft > 0 || undefined}>
          <Check size={13} aria-hidden />
          {t('panels.problemsLeft', { count: effect.problemsLeft })}
        </span>
        {effect.parameters !== 0 && (
          <span>{t('panels.moreParams', { number: signed(effect.parameters) })}</span>
        )}
        {effect.macs !== 0 && <span>{t('panels.moreMacs', { number: signed(effect.macs) })}</span>}
        <span className={styles.key}>
          <Kbd>{isMac ? `⌥${index + 1}` : `Alt ${index + 1}`}</Kbd>
        </span>
      </div>
    </article>
  );
}

function signed(value: number): string {
  return value > 0 ? `+${formatCount(value)}` : formatCount(value);
}
