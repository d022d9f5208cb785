/** A card's picture, from the template's own data or its structure; never from a result. */
import { memo } from 'react';
import { datasetOf } from '../../../../src/compiler/dataset-of';
import { type Document, NETWORK_KIND } from '../../../../src/graph/document';
import { world } from '../../stores/world';
import { BlocksPicture } from './BlocksPicture';
import { DigitsPicture } from './DigitsPicture';
import { FlowPicture } from './FlowPicture';
import { ScatterPicture } from './ScatterPicture';
import { StagesPicture } from './StagesPicture';

/** The arcs are skips; more placements than this are too small to tell apart under them. */
const MOST_BLOCKS = 4;

export const Picture = memo(function Picture(props: {
  readonly document: Document;
  readonly label: string;
}) {
  const { document, label } = props;
  const shape = datasetOf(document.data, world)?.columns.sample?.shape ?? [];
  const nodes = Object.values(document.networks).flatMap((network) => network.nodes);
  const blocks = nodes.filter(({ kind }) => kind === NETWORK_KIND).length;
  const adds = nodes.some(({ kind }) => kind === 'Add');
  if (adds && blocks > 0 && blocks <= MOST_BLOCKS) {
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
