/** Every problem of the document with its repairs; the one in focus shows its cards. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../src/compiler/problem';
import { networkOf } from '../../../src/graph/network';
import { goToProblem } from '../actions/problems';
import { Button } from '../controls/Button';
import { Segmented } from '../controls/Segmented';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { useProblems } from '../stores/facts';
import { useShownNetwork } from '../stores/shown';
import { useView, viewStore } from '../stores/view';
import styles from './problems.module.css';
import { RepairCard } from './RepairCard';
import { messageParts, problemHint, problemTitle } from './wording';

const SHOWN_REPAIRS = 3;

export function ProblemsPanel() {
  const t = useWords();
  const all = useProblems();
  const { name } = useShownNetwork();
  const selection = useView((view) => view.selection);
  const [scope, setScope] = useState<'all' | 'network'>('all');
  const networks = useDocument((state) => Object.keys(state.document.networks).length);
  const problems = scope === 'all' ? all : all.filter((problem) => problem.network === name);
  const focused =
    problems.find(({ node }) => node !== undefined && selection.includes(node)) ?? problems[0];
  return (
    <section className={styles.panel} aria-label={t('panels.problems')}>
      {networks > 1 && (
        <div className={styles.tools}>
          <Segmented
            auto
            label={t('panels.whichProblems')}
            value={scope}
            options={[
              { value: 'all', label: t('panels.all') },
              { value: 'network', label: t('panels.thisNetwork') },
            ]}
            onChange={setScope}
          />
        </div>
      )}
      {problems.length === 0 && <p className={styles.empty}>{t('panels.noProblems')}</p>}
      {problems.map((problem, index) => (
        <ProblemEntry
          key={`${problem.code}/${problem.network}/${problem.node ?? ''}/${problem.param ?? ''}/${index}`}
          problem={problem}
          open={problem === focused}
        />
      ))}
    </section>
  );
}

function ProblemEntry({ problem, open }: { readonly problem: Problem; readonly open: boolean }) {
  const t = useWords();
  const [everything, setEverything] = useState(false);
  const repairs = everything ? problem.repairs : problem.repairs.slice(0, SHOWN_REPAIRS);
  const rest = problem.repairs.length - SHOWN_REPAIRS;
  return (
    <article className={styles.problem} aria-label={problemTitle(problem)}>
      <ProblemRow problem={problem} />
      {open && repairs.length > 0 && (
        <div className={styles.cards}>
          {repairs.map((repair, index) => (
            <RepairCard key={repair.id} problem={problem} repair={repair} index={index} />
          ))}
        </div>
      )}
      {open && rest > 0 && !everything && (
        <Button className={styles.more} variant="quiet" onClick={() => setEverything(true)}>
          {t('panels.moreRepairs', { count: rest })}
        </Button>
      )}
      {!open && problem.repairs.length > 0 && (
        <Button className={styles.more} variant="quiet" onClick={() => goToProblem(problem)}>
          {t('panels.repairs', { count: problem.repairs.length })}
        </Button>
      )}
    </article>
  );
}

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

function ProblemRow({ problem }: { readonly problem: Problem }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const Icon = icons[problem.severity];
  const known = new Set(networkOf(document, problem.network)?.nodes.map(({ id }) => id));
  const title = problemTitle(problem);
  const parts = messageParts(problem, known);
  const severities = {
    error: t('panels.error'),
    warning: t('panels.warning'),
    info: t('panels.info'),
  };
  return (
    <div className={styles.row} data-severity={problem.severity}>
      <Icon size={16} aria-label={severities[problem.severity]} role="img" />
      <div>
        <p>
          <span className={styles.title}>{t('panels.titleStop', { title })}</span>{' '}
          {parts.map(({ text, node }, index) =>
            node === undefined ? (
              <span key={index}>{text}</span>
            ) : (
              <button
                key={index}
                type="button"
                className={styles.link}
                onClick={() => {
                  goToProblem(problem);
                  viewStore.getState().select([node]);
                }}
              >
                {node}
              </button>
            ),
          )}
        </p>
        <p className={styles.hint}>{problemHint(problem)}</p>
      </div>
      <span className={styles.code}>
        {problem.code} · {problem.network}
        {problem.node !== undefined && ` / ${problem.node}`}
      </span>
    </div>
  );
}
