/** Sentences of the run row that depend on how far the run is. */
import type { RunState } from '../../../src/runtime/protocol';
import { formatCount, formatSeconds } from '../controls/format';
import { type Translate, useWords } from '../i18n';
import { documentStore } from '../stores/document';
import { useRun } from '../stores/run';
import { megabytes } from './format';

export const backendNames = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' } as const;

/** `0:31` under two minutes, then "about 4 min". */
export function timeText(t: Translate, seconds: number): string {
  if (seconds < 120) return formatSeconds(seconds);
  if (seconds < 3600) return t('training.aboutMinutes', { minutes: Math.round(seconds / 60) });
  return formatSeconds(Math.round(seconds / 60) * 60);
}

/** Under this a total counts samples, above it bytes: the stage reports either. */
const BYTES = 200_000;

/** What compiling does now, and its share where that is known. */
export function useStageText(state: RunState | null): {
  readonly text: string;
  readonly share: number | null;
} {
  const t = useWords();
  const backend = useRun((run) => run.verdict?.backend);
  return stageText(t, state, backend ? backendNames[backend] : null);
}

function stageText(t: Translate, state: RunState | null, backend: string | null) {
  if (state?.phase !== 'compiling') return { text: '', share: null };
  const { stage, done, total } = state;
  const share = total > 0 ? Math.min(1, done / total) : null;
  if (stage === 'warm') {
    const text = backend ? t('training.warming', { backend }) : t('training.warmingAny');
    return { text, share };
  }
  if (stage === 'build') {
    const { networks } = documentStore().getState().document;
    const layers = Object.values(networks).reduce((sum, network) => sum + network.nodes.length, 0);
    return { text: t('training.buildingLayers', { layers }), share };
  }
  if (stage === 'features') {
    const samples = { done: formatCount(done), total: formatCount(total) };
    return { text: t('training.features', samples), share };
  }
  if (share === null) return { text: t('training.loading'), share };
  const text =
    total >= BYTES
      ? t('training.loadingData', { done: megabytes(done), total: megabytes(total) })
      : t('training.loadingSamples', { done: formatCount(done), total: formatCount(total) });
  return { text, share };
}
