/** The row above the charts: where the run stands and what can be done next, in six states. */
import { Pause, Play, RotateCcw, Square, StepForward } from 'lucide-react';
import { Button } from '../controls/Button';
import { formatCount, formatSeconds } from '../controls/format';
import { useWords } from '../i18n';
import { useRun } from '../stores/run';
import { viewStore } from '../stores/view';
import { runClient } from '../worker-client';
import { EditedNote } from './EditedNote';
import { EpochSegments } from './EpochSegments';
import { FailureRow } from './FailureRow';
import { IdleChips } from './IdleChips';
import { metricInText, metricText } from './metric-words';
import { stepInEpoch } from './progress';
import styles from './RunRow.module.css';
import { StateChip, startRun, TrainButton } from './row-parts';
import { type RunControls, useRunControls } from './run-controls';
import { timeText, useStageText } from './run-words';

export function RunRow() {
  const t = useWords();
  const controls = useRunControls();
  return (
    <section aria-label={t('training.run')} className={styles.row}>
      <Row controls={controls} />
    </section>
  );
}

function Row({ controls }: { readonly controls: RunControls }) {
  switch (controls.phase) {
    case 'idle':
      return <Idle controls={controls} />;
    case 'compiling':
      return <Compiling />;
    case 'running':
    case 'paused':
      return <Running controls={controls} />;
    case 'finished':
      return <Finished controls={controls} />;
    case 'failed':
      return <FailureRow controls={controls} />;
  }
}

function StepButton({ disabled }: { readonly disabled: boolean }) {
  const t = useWords();
  return (
    <Button icon={StepForward} disabled={disabled} onClick={() => runClient.step()}>
      {t('training.step')}
    </Button>
  );
}

function StopButton() {
  const t = useWords();
  return (
    <Button icon={Square} onClick={() => runClient.stop()}>
      {t('training.stop')}
    </Button>
  );
}

function Idle({ controls }: { readonly controls: RunControls }) {
  const t = useWords();
  const preparing = useRun((run) => run.preparing);
  const checkpoint = useRun((run) => run.checkpoint);
  const stage = useStageText(preparing);
  return (
    <>
      <StateChip tone="plain" spinner={preparing !== null}>
        {t(preparing ? 'training.preparing' : 'training.ready')}
      </StateChip>
      {preparing && <span className={styles.quiet}>{stage.text}</span>}
      {checkpoint?.earlier ? (
        <span className={styles.words}>
          {t('training.earlierRun', { epoch: checkpoint.epoch, step: checkpoint.step })}
        </span>
      ) : (
        controls.hasTraining && <IdleChips />
      )}
      <span className={styles.room} />
      {!controls.canTrain && (
        <span className={styles.quiet}>
          {controls.hasTraining
            ? t('training.mendFirst', { count: controls.errors.length })
            : t('training.noTraining')}
        </span>
      )}
      {checkpoint?.earlier && (
        <Button
          icon={RotateCcw}
          disabled={!controls.canTrain}
          onClick={() => runClient.resumeFromCheckpoint()}
        >
          {t('training.resumeCheckpoint')}
        </Button>
      )}
      <TrainButton controls={controls} />
      <StepButton disabled={!controls.canTrain} />
    </>
  );
}

function Compiling() {
  const t = useWords();
  const stage = useStageText(useRun((run) => run.state));
  return (
    <>
      <StateChip tone="accent" spinner>
        {t('training.building')}
      </StateChip>
      <span className={styles.words}>{stage.text}</span>
      {stage.share === null ? (
        <span className={styles.room} />
      ) : (
        <progress className={styles.progress} value={stage.share} aria-label={stage.text} />
      )}
      <StopButton />
    </>
  );
}

function Running({ controls }: { readonly controls: RunControls }) {
  const t = useWords();
  const progress = useRun((run) => run.progress);
  const timeLeft = useRun((run) => run.timeLeft);
  const speed = useRun((run) => run.telemetry?.samplesPerSecond);
  const best = useRun((run) => run.best);
  const phases = useRun((run) => run.trainedDocument?.training?.phases.length ?? 1);
  const paused = controls.phase === 'paused';
  return (
    <>
      <StateChip tone={paused ? 'warn' : 'accent'} dot={!paused}>
        {t(paused ? 'training.paused' : 'training.trainingNow')}
      </StateChip>
      {progress && (
        <span className={`${styles.words} ${styles.fixed}`}>
          {phases > 1 && `${t('training.phaseOf', { phase: progress.phaseIndex + 1, phases })} · `}
          <b>{t('training.epochOf', { epoch: progress.epoch, epochs: progress.epochs })}</b>
          {' · '}
          {t('training.stepOf', { step: stepInEpoch(progress), steps: progress.stepsPerEpoch })}
        </span>
      )}
      <EpochSegments />
      {controls.edited && <EditedNote paused={paused} />}
      {!paused && timeLeft !== null && (
        <Fact label={t('training.left')} value={timeText(t, timeLeft)} wide={5} />
      )}
      {!paused && speed !== undefined && speed > 0 && (
        <Fact rare label={t('training.samplesPerSecond')} value={formatCount(speed)} wide={6} />
      )}
      {best && !(paused && controls.edited) && (
        <Fact
          label={t('training.bestValue', { metric: metricInText(t, best.metric) })}
          value={metricText(best.metric, best.value)}
          wide={6}
        />
      )}
      {paused ? (
        <>
          <Button
            variant="primary"
            icon={Play}
            disabled={!controls.canTrain}
            onClick={() => runClient.resume()}
          >
            {t('training.resume')}
          </Button>
          <StepButton disabled={!controls.canTrain} />
        </>
      ) : (
        <Button icon={Pause} onClick={() => runClient.pause()}>
          {t('training.pause')}
        </Button>
      )}
      <StopButton />
    </>
  );
}

/** A number that changes keeps the width of its widest form, so that nothing beside it moves. */
function Fact(props: {
  readonly label: string;
  readonly value: string;
  readonly wide: number;
  /** Gives way first where the row is narrow. */
  readonly rare?: boolean;
}) {
  return (
    <span className={styles.fact} data-rare={props.rare}>
      {props.label} <b style={{ minWidth: `${props.wide}ch` }}>{props.value}</b>
    </span>
  );
}

function Finished({ controls }: { readonly controls: RunControls }) {
  const t = useWords();
  const state = useRun((run) => run.state);
  const best = useRun((run) => run.best);
  const seconds = useRun((run) => run.seconds);
  if (state.phase !== 'finished') return null;
  const time = formatSeconds(seconds);
  const ended = {
    completed: t('training.done', { time }),
    stopped: t('training.doneStopped', { time }),
    early: t('training.doneEarly', { time, epoch: state.bestEpoch ?? best?.epoch ?? 0 }),
  }[state.reason];
  const evaluate = () => viewStore.getState().set({ dockTab: 'evaluate' });
  return (
    <>
      <StateChip tone={state.reason === 'stopped' ? 'plain' : 'ok'}>
        {t(state.reason === 'stopped' ? 'training.stopped' : 'training.finished')}
      </StateChip>
      <span className={styles.words}>
        {best && (
          <>
            <b>
              {t('training.result', {
                value: metricText(best.metric, best.value),
                metric: resultName(t, best.metric),
                epoch: best.epoch,
              })}
            </b>
            {' · '}
          </>
        )}
        {ended}
      </span>
      <span className={styles.room} />
      <Button
        variant="primary"
        icon={Play}
        disabled={!controls.canTrain}
        onClick={() => runClient.train('weights')}
      >
        {t('training.trainOn')}
      </Button>
      <Button icon={RotateCcw} disabled={!controls.canTrain} onClick={startRun}>
        {t('training.trainAgain')}
      </Button>
      <Button onClick={evaluate}>{t('training.evaluate')}</Button>
    </>
  );
}

function resultName(t: ReturnType<typeof useWords>, metric: string): string {
  const name = metricInText(t, metric);
  return metric.startsWith('val') ? `${name} (${t('training.validationSeries')})` : name;
}
