/** A card's picture, from the template's own data or its structure; never from a result. */
import { memo } from 'react';
import { type Document, NETWORK_KIND } from '../../../../src/graph/document';
import { datasets } from '../../../../src/runtime/datasets/all';
import { BlocksPicture } from './BlocksPicture';
import { DigitsPicture } from './DigitsPicture';
import { FlowPicture } from './FlowPicture';
import { ScatterPicture } from './ScatterPicture';

export const Picture = memo(function Picture(props: {
  readonly document: Document;
  readonly label: string;
}) {
  const { document, label } = props;
  const shape = datasets.get(document.data?.dataset ?? '')?.spec.columns.sample?.shape ?? [];
  const kinds = new Set(
    Object.values(document.networks).flatMap((n) => n.nodes.map((x) => x.kind)),
  );
  if (kinds.has(NETWORK_KIND)) return <BlocksPicture document={document} label={label} />;
  if (shape.length === 3) {
    return kinds.has('Conv2D') ? (
      <FlowPicture document={document} label={label} />
    ) : (
      <DigitsPicture document={document} label={label} />
    );
  }
  if (shape.length === 1) return <ScatterPicture document={document} label={label} />;
  return null;
});
