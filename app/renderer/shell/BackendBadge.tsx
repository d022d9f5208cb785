/** The backend in use and why, in words; a press shows what every candidate did in its self-test and benchmark. */
import { Popover } from '@mantine/core';
import { Check, CircleSlash, Minus, TriangleAlert, Zap } from 'lucide-react';
import { useState } from 'react';
import type { BackendCandidate, BackendId, BackendVerdict } from '../../../src/runtime/protocol';
import { Button } from '../controls/Button';
import { Select } from '../controls/Select';
import { type Translate, useWords } from '../i18n/index';
import { useRun } from '../stores/run';
import { type BackendChoice, backendChoice, runClient } from '../worker-client';
import styles from './StatusBar.module.css';

export const backendNames: Readonly<Record<BackendId, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
};

export function BackendBadge() {
  const t = useWords();
  const verdict = useRun((run) => run.verdict);
  if (!verdict) {
    return (
      <span className={styles.backend} role="status">
        <Zap size={14} aria-hidden />
        <span>{t('shell.backendMeasuring')}</span>
      </span>
    );
  }
  return (
    <Popover position="top-start" withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={styles.backend}
          data-tone={verdict.backend === 'cpu' && !verdict.forced ? 'warn' : undefined}
        >
          <Zap size={14} aria-hidden />
          <b>{backendNames[verdict.backend]}</b>
          <span>{reasonOf(verdict, t)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.backend')}>
        <Candidates verdict={verdict} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** "fastest of 3 that passed the self-test · 4.1× WASM". */
export function reasonOf(verdict: BackendVerdict, t: Translate): string {
  if (verdict.forced) return t('shell.backendForced');
  const passed = verdict.candidates.filter((one) => one.selfTest === 'passed').length;
  if (verdict.backend === 'cpu' && passed <= 1) return t('shell.backendFallback');
  if (passed <= 1) return t('shell.backendOnly');
  const { advantage } = verdict;
  if (!advantage) return t('shell.backendFastest', { passed });
  return t('shell.backendFaster', {
    passed,
    ratio: advantage.ratio.toFixed(advantage.ratio < 10 ? 1 : 0),
    over: backendNames[advantage.over],
  });
}

function Candidates({ verdict }: { readonly verdict: BackendVerdict }) {
  const t = useWords();
  const [choice, setChoice] = useState<BackendChoice>(backendChoice);
  const available = verdict.candidates.filter((one) => one.available);
  const choose = (value: BackendChoice) => {
    setChoice(value);
    runClient.chooseBackend(value);
  };
  return (
    <div className={styles.panel}>
      <h3>{t('shell.backend')}</h3>
      <div className={styles.candidates}>
        {verdict.candidates.map((candidate) => (
          <div
            key={candidate.id}
            className={styles.candidate}
            data-chosen={candidate.id === verdict.backend || undefined}
          >
            <CandidateIcon candidate={candidate} />
            <span className={styles.name}>{backendNames[candidate.id]}</span>
            <span className={styles.why}>{whyOf(candidate, t)}</span>
            <span className={styles.speed}>
              {candidate.stepsPerSecond !== undefined &&
                t('shell.stepsPerSecond', { number: roundSpeed(candidate.stepsPerSecond) })}
            </span>
          </div>
        ))}
      </div>
      <div className={styles.row}>
        <Select
          label={t('shell.backendChoice')}
          value={choice}
          options={[
            { value: 'auto', label: t('shell.backendAuto') },
            ...available.map(({ id }) => ({ value: id, label: backendNames[id] })),
          ]}
          onChange={(value) => choose(value as BackendChoice)} // the options above are choices
        />
        <Button onClick={() => runClient.chooseBackend(choice, true)}>
          {t('shell.measureAgain')}
        </Button>
      </div>
    </div>
  );
}

function CandidateIcon({ candidate }: { readonly candidate: BackendCandidate }) {
  const shared = { size: 14, 'aria-hidden': true } as const;
  if (!candidate.available) return <CircleSlash {...shared} color="var(--ink-3)" />;
  if (candidate.selfTest === 'passed') return <Check {...shared} color="var(--ok)" />;
  if (candidate.selfTest === 'failed') return <TriangleAlert {...shared} color="var(--bad)" />;
  return <Minus {...shared} color="var(--ink-3)" />;
}

/** Why a candidate was chosen or not, worded from its machine-readable reason. */
export function whyOf(candidate: BackendCandidate, t: Translate): string {
  const words = {
    fastest: t('shell.whyFastest'),
    slower: t('shell.whySlower'),
    software: t('shell.whySoftware'),
    wrong: t('shell.whyWrong'),
    absent: t('shell.whyAbsent'),
    timeout: t('shell.whyTimeout'),
    only: t('shell.whyOnly'),
  };
  const text = words[candidate.reason];
  return candidate.detail ? t('shell.whyDetail', { why: text, detail: candidate.detail }) : text;
}

function roundSpeed(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}
