import { CircleAlert, Info, TriangleAlert, Wrench } from 'lucide-react';
import type { Node } from '../../../src/graph/document';
import { useWords } from '../i18n/index';
import { problemHint, problemMessage, problemTitle } from '../problems/wording';
import { focusRegion } from '../shell/regions';
import { useProblems } from '../stores/facts';
import { viewStore } from '../stores/view';
import styles from './inspector.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

/** The problems of a node in the same words as everywhere, with the way to their repairs. */
export function NodeProblems({ node, network }: { readonly node: Node; readonly network: string }) {
  const t = useWords();
  const problems = useProblems().filter(
    (problem) => problem.network === network && problem.node === node.id,
  );
  if (problems.length === 0) return null;
  return (
    <div style={{ marginBottom: 12 }}>
      {problems.map((problem, index) => {
        const Icon = icons[problem.severity];
        return (
          <div
            key={`${problem.code}/${index}`}
            className={styles.problem}
            data-severity={problem.severity}
          >
            <h4>
              <Icon size={15} aria-hidden />
              {problemTitle(problem)}
            </h4>
            <p>{problemMessage(problem)}</p>
            {problem.repairs.length > 0 ? (
              <button
                type="button"
                className={styles.repairs}
                onClick={() => {
                  viewStore.getState().set({ dockTab: 'problems', dockFolded: false });
                  requestAnimationFrame(() => focusRegion('dock'));
                }}
              >
                <Wrench size={13} aria-hidden />
                {t('panels.repairs', { count: problem.repairs.length })}
              </button>
            ) : (
              <p>{problemHint(problem)}</p>
            )}
          </div>
        );
      })}
    </div>
  );
}
