/** A card's picture, from the template's own data or its structure; never from a result. */
import { memo } from 'react';
import { type Document, NETWORK_KIND } from '../../../../src/graph/document';
import { datasets } from '../../../../src/runtime/datasets/all';
import { BlocksPicture } from './BlocksPicture';
import { DigitsPicture } from './DigitsPicture';
import { FlowPicture } from './FlowPicture';
import { ScatterPicture } from './ScatterPicture';
import { StagesPicture } from './StagesPicture';

/** More placements than this are too small to tell apart under their arcs. */
const MOST_BLOCKS = 4;

export const Picture = memo(function Picture(props: {
  readonly document: Document;
  readonly label: string;
}) {
  const { document, label } = props;
  const shape = datasets.get(document.data?.dataset ?? '')?.spec.columns.sample?.shape ?? [];
  const nodes = Object.values(document.networks).flatMap((network) => network.nodes);
  const blocks = nodes.filter(({ kind }) => kind === NETWORK_KIND).length;
  if (blocks > 0 && blocks <= MOST_BLOCKS) {
    return <BlocksPicture document={document} label={label} />;
  }
  if (blocks === 0 && shape.length === 3 && shape[2] === 1) {
    return nodes.some(({ kind }) => kind === 'Conv2D') ? (
      <FlowPicture document={document} label={label} />
    ) : (
      <DigitsPicture document={document} label={label} />
    );
  }
  if (shape.length === 1) return <ScatterPicture document={document} label={label} />;
  return <StagesPicture document={document} label={label} />;
});
