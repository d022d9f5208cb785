/** Train, Pause or Resume, Step, Stop: what the state of the run allows. Train stays visible and says why it waits. */
import { Pause, Play, Square, StepForward } from 'lucide-react';
import { actionById } from '../actions/all';
import { shortcutText } from '../actions/keys';
import { trainOrExplain } from '../actions/run';
import { Button } from '../controls/Button';
import { IconButton } from '../controls/IconButton';
import { Tooltip } from '../controls/Tooltip';
import { useWords } from '../i18n/index';
import { useDocument } from '../stores/document';
import { errorsOf, useProblems } from '../stores/facts';
import { useRun } from '../stores/run';
import { runClient } from '../worker-client';
import { CoachMark } from './CoachMark';

export function RunControls() {
  const t = useWords();
  const phase = useRun((run) => (run.preparing ? 'idle' : run.state.phase));
  const errors = errorsOf(useProblems()).length;
  const trains = useDocument(({ document }) => document.training !== undefined);
  const train = actionById('run.train');
  const shortcut = train && shortcutText(train);
  if (phase === 'compiling') {
    return (
      <Button size="bar" icon={Square} onClick={() => runClient.stop()}>
        {t('shell.stop')}
      </Button>
    );
  }
  if (phase === 'running') {
    return (
      <>
        <Button size="bar" icon={Pause} onClick={() => runClient.pause()}>
          {t('shell.pause')}
        </Button>
        <IconButton size="bar" icon={StepForward} label={t('shell.step')} disabled />
        <StopButton />
      </>
    );
  }
  if (phase === 'paused') {
    return (
      <>
        <Button size="bar" variant="primary" icon={Play} onClick={() => runClient.resume()}>
          {t('shell.resume')}
        </Button>
        <StepButton disabled={errors > 0} />
        <StopButton />
      </>
    );
  }
  const label = phase === 'finished' ? t('shell.trainAgain') : t('shell.train');
  const stopped = errors > 0 || !trains;
  const waits = !trains
    ? t('training.noTraining')
    : errors > 0
      ? t('shell.trainWaits', { count: errors })
      : label;
  return (
    <>
      <CoachMark canTrain={!stopped}>
        <Tooltip label={waits} shortcut={shortcut}>
          <Button
            size="bar"
            variant="primary"
            icon={Play}
            dimmed={stopped}
            onClick={trainOrExplain}
          >
            {label}
          </Button>
        </Tooltip>
      </CoachMark>
      <StepButton disabled={stopped} />
    </>
  );
}

function StepButton({ disabled }: { readonly disabled: boolean }) {
  const t = useWords();
  return (
    <IconButton
      size="bar"
      icon={StepForward}
      label={t('shell.step')}
      tooltip={t('shell.stepHelp')}
      disabled={disabled}
      onClick={() => runClient.step()}
    />
  );
}

function StopButton() {
  const t = useWords();
  return (
    <IconButton size="bar" icon={Square} label={t('shell.stop')} onClick={() => runClient.stop()} />
  );
}
