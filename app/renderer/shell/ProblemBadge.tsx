import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import { showFirstProblem } from '../actions/run';
import { Chip } from '../controls/Chip';
import { useWords } from '../i18n/index';
import { errorsOf, useProblems } from '../stores/facts';
import { viewStore } from '../stores/view';

/** How many problems stand; a press shows them. */
export function ProblemBadge() {
  const t = useWords();
  const problems = useProblems();
  const errors = errorsOf(problems).length;
  const warnings = problems.filter((problem) => problem.severity === 'warning').length;
  const show = () => {
    if (errors > 0) showFirstProblem();
    else viewStore.getState().set({ dockTab: 'problems', dockFolded: false });
  };
  if (errors > 0) {
    return (
      <Chip tone="bad" onClick={show}>
        <CircleAlert size={14} strokeWidth={2} aria-hidden />
        {t('shell.problems', { count: errors })}
      </Chip>
    );
  }
  if (warnings > 0) {
    return (
      <Chip tone="warn" onClick={show}>
        <TriangleAlert size={14} strokeWidth={2} aria-hidden />
        {t('shell.warnings', { count: warnings })}
      </Chip>
    );
  }
  return (
    <Chip tone="ok" onClick={show}>
      <Check size={14} strokeWidth={2} aria-hidden />
      {t('shell.noProblems')}
    </Chip>
  );
}
