/** The inspector's part on a placed network that starts from known weights: where it ends, and the guide. */
import { lazy, Suspense } from 'react';
import type { Node } from '../../../src/graph/document';
import { cutAfter, cutPoints } from '../../../src/graph/edits/transfer';
import { commit } from '../../../src/graph/history';
import { networkOf, placedNetwork } from '../../../src/graph/network';
import { Select } from '../controls/Select';
import { useWords } from '../i18n/index';
import { LabelledRow } from '../inspector/LabelledRow';
import { Section } from '../inspector/Section';
import { documentStore, useDocument } from '../stores/document';
import { world } from '../stores/world';

// Fetched when somebody selects a backbone.
const Guide = lazy(async () => ({ default: (await import('./Guide')).Guide }));

export function Backbone({ node, network }: { readonly node: Node; readonly network: string }) {
  const t = useWords();
  const name = placedNetwork(node) ?? '';
  const placed = useDocument((state) => networkOf(state.document, name));
  if (!placed?.weights) return null;
  const cuts = cutPoints(placed);
  const best = world.weights?.get(placed.weights.source)?.pictures?.cut;
  const options = cuts.map((id) => ({
    value: id,
    label: id === best ? t('transfer.bestCut', { id }) : id,
  }));
  return (
    <>
      <Section title={t('transfer.backbone')} aside={placed.weights.source}>
        <LabelledRow label={t('transfer.endsAfter')}>
          <Select
            label={t('transfer.endsAfter')}
            value={cuts.at(-1) ?? ''}
            options={options}
            onChange={(id) =>
              documentStore()
                .getState()
                .dispatch(
                  (before) => cutAfter(before, { network: name, node: id }),
                  commit(t('transfer.cut', { id })),
                )
            }
          />
        </LabelledRow>
      </Section>
      <Suspense fallback={null}>
        <Guide node={node} network={network} />
      </Suspense>
    </>
  );
}
