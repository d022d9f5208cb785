/** How deep a network stands still, as one slider: what lies before the handle keeps its weights. */
import { useRef } from 'react';
import type { NetworkFacts } from '../../../src/compiler/facts';
import type { Document } from '../../../src/graph/document';
import { merge } from '../../../src/graph/history';
import { depthOf, standsInside, stillNodes } from '../../../src/graph/still';
import { formatShare } from '../controls/format';
import { newGesture } from '../controls/NumberField';
import { useWords } from '../i18n/index';
import { Section } from '../inspector/Section';
import { documentStore, useDocument } from '../stores/document';
import { placedFacts } from '../stores/placed';
import styles from './Transfer.module.css';

interface Props {
  readonly network: string;
  /** The way to it; a placement on it that is frozen freezes all of it, whatever its own nodes say. */
  readonly path: readonly string[];
  readonly freeze: (document: Document, count: number) => Document;
}

/** A section of the inspector; nothing where there are no weights to freeze. */
export function FreezeSlider({ network, path, freeze }: Props) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const gesture = useRef('');
  const depth = depthOf(document, network);
  const { facts } = placedFacts(document, path);
  if (facts.totals.parameters === 0) return null;
  const frozen = standsInside(document, path) ? new Set(depth) : stillNodes(document, network);
  const reached = leading(depth, frozen);
  const begin = () => {
    gesture.current = newGesture();
  };
  const label = t('transfer.frozenUpTo');
  const still = t('transfer.stillLayers', { count: frozen.size, total: depth.length });
  return (
    <Section title={t('transfer.freeze')}>
      <div className={styles.depth}>
        <label>
          <span>{label}</span>
          <output>{reached === 0 ? t('transfer.nothing') : depth[reached - 1]}</output>
          <input
            type="range"
            min={0}
            max={depth.length}
            step={1}
            value={reached}
            aria-label={label}
            aria-valuetext={`${depth[reached - 1] ?? t('transfer.nothing')}, ${still}`}
            onPointerDown={begin}
            onFocus={begin}
            onChange={(event) => {
              const count = event.target.valueAsNumber;
              documentStore()
                .getState()
                .dispatch(
                  (before) => freeze(before, count),
                  merge(gesture.current, t('transfer.freeze')),
                );
            }}
          />
        </label>
        <p>
          {still} · {t('transfer.stillWeights', { share: formatShare(shareOf(facts, frozen)) })}
        </p>
      </div>
    </Section>
  );
}

/** How many nodes from the first on are frozen without a gap. */
function leading(depth: readonly string[], frozen: ReadonlySet<string>): number {
  const gap = depth.findIndex((id) => !frozen.has(id));
  return gap < 0 ? depth.length : gap;
}

function shareOf({ nodes, totals }: NetworkFacts, frozen: ReadonlySet<string>): number {
  let still = 0;
  for (const id of frozen) still += nodes.get(id)?.parameters ?? 0;
  return still / totals.parameters;
}
