/** The inspector's part on what keeps its weights: of a placed block, or of the network that the canvas shows. */
import type { Node } from '../../../src/graph/document';
import { freezeDepth, freezePlaced } from '../../../src/graph/edits/transfer';
import { placedNetwork } from '../../../src/graph/network';
import { standsInside } from '../../../src/graph/still';
import { useWords } from '../i18n/index';
import { Section } from '../inspector/Section';
import { useDocument } from '../stores/document';
import { placedFacts } from '../stores/placed';
import { useShownNetwork } from '../stores/shown';
import { useView } from '../stores/view';
import { FreezeSlider } from './FreezeSlider';

/** Of what a selected node places. */
export function FreezePlaced({ node, network }: { readonly node: Node; readonly network: string }) {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const path = useView((view) => view.path);
  const placed = placedNetwork(node);
  const { facts } = placedFacts(document, [...path, node.id]);
  if (placed === undefined || facts.totals.parameters === 0) return null;
  return (
    <Section title={t('transfer.freeze')}>
      <FreezeSlider
        network={placed}
        facts={facts}
        isWhole={node.frozen === true || standsInside(document, path)}
        freeze={(before, count) => freezePlaced(before, { network, node: node.id }, count)}
      />
    </Section>
  );
}

/** Of the shown network, where it has weights to freeze. */
export function FreezeShown() {
  const t = useWords();
  const document = useDocument((state) => state.document);
  const path = useView((view) => view.path);
  const { name } = useShownNetwork();
  const { facts } = placedFacts(document, path);
  if (facts.totals.parameters === 0) return null;
  return (
    <Section title={t('transfer.freeze')}>
      <FreezeSlider
        network={name}
        facts={facts}
        isWhole={standsInside(document, path)}
        freeze={(before, count) => freezeDepth(before, name, count)}
      />
    </Section>
  );
}
