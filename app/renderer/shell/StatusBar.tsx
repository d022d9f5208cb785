/** The line under everything: where training runs and why, what it costs, and what Train is waiting for. */
import { CircleAlert } from 'lucide-react';
import { showFirstProblem } from '../actions/run';
import { formatBytes, formatCount } from '../controls/format';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { errorsOf, useFacts, useProblems } from '../stores/facts';
import { useRun } from '../stores/run';
import { useShownNetwork } from '../stores/shown';
import { BackendBadge } from './BackendBadge';
import styles from './StatusBar.module.css';
import { Strong } from './Strong';

export function StatusBar() {
  const t = useWords();
  const seed = useDocument((state) => state.document.training?.seed);
  const bytes = useRun((run) => run.telemetry?.memory.bytes);
  const errors = errorsOf(useProblems()).length;
  const { network } = useShownNetwork();
  const facts = useFacts();
  const unknown = network.nodes.filter((node) => !facts.nodes.get(node.id)?.output).length;
  return (
    <footer
      role="contentinfo"
      data-region="status"
      aria-label={t('shell.statusBar')}
      className={styles.bar}
      tabIndex={-1}
    >
      <div className={styles.side}>
        <BackendBadge />
        {errors > 0 ? (
          <span className={styles.waits}>
            <CircleAlert size={13} aria-hidden />
            <button type="button" onClick={showFirstProblem}>
              {t('shell.trainWaits', { count: errors })}
            </button>
          </span>
        ) : (
          <>
            {bytes !== undefined && bytes > 0 && (
              <span className={styles.fact}>
                <Strong text={t('shell.memory', { bytes: `*${formatBytes(bytes)}*` })} />
              </span>
            )}
            {seed !== undefined && (
              <span className={styles.fact}>
                <Strong text={t('shell.seed', { seed: `*${seed}*` })} />
              </span>
            )}
          </>
        )}
      </div>
      <div className={styles.side}>
        <span className={styles.fact}>
          <Strong
            text={t('shell.nodes', {
              count: network.nodes.length,
              number: `*${formatCount(network.nodes.length)}*`,
            })}
          />
        </span>
        <span className={styles.fact}>
          <Strong
            text={t(unknown > 0 ? 'shell.parametersSoFar' : 'shell.parameters', {
              number: `*${formatCount(facts.totals.parameters)}*`,
            })}
          />
        </span>
        {unknown > 0 ? (
          <span className={styles.fact}>{t('shell.noShapeYet', { count: unknown })}</span>
        ) : (
          <span className={styles.fact}>
            <Strong
              text={t('shell.multiplyAdds', { number: `*${formatCount(facts.totals.macs)}*` })}
            />
          </span>
        )}
      </div>
    </footer>
  );
}
