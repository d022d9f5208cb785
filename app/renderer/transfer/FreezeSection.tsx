/** The inspector's part on what keeps its weights: of a placed block, or of the network that the inspector is about. */
import type { Node } from '../../../src/graph/document';
import { freezeDepth, freezePlaced } from '../../../src/graph/edits/transfer';
import { networkOf, placedNetwork } from '../../../src/graph/network';
import { useDocument } from '../stores/document';
import { usePath, useShownNetwork } from '../stores/shown';
import { FreezeSlider } from './FreezeSlider';

/** Of what a selected node places. */
export function FreezePlaced({ node, network }: { readonly node: Node; readonly network: string }) {
  const path = usePath();
  const placed = placedNetwork(node);
  const isThere = useDocument(({ document }) => networkOf(document, placed ?? '') !== undefined);
  if (placed === undefined || !isThere) return null;
  return (
    <FreezeSlider
      network={placed}
      path={[...path, node.id]}
      freeze={(before, count) => freezePlaced(before, { network, node: node.id }, count)}
    />
  );
}

/** Of the network that the inspector is about. */
export function FreezeShown() {
  const path = usePath();
  const { name } = useShownNetwork();
  return (
    <FreezeSlider
      network={name}
      path={path}
      freeze={(before, count) => freezeDepth(before, name, count)}
    />
  );
}
