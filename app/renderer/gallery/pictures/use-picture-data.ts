/** Samples of a template's data for its picture; the part of a large set that is there at once. */
import { useEffect, useState } from 'react';
import type { Document } from '../../../../src/graph/document';
import type { Samples } from '../../../../src/runtime/dataset';
import { rawSamples } from '../../data-panel/raw-samples';

export function usePictureData(document: Document): Samples | null {
  const [samples, setSamples] = useState<Samples | null>(null);
  const { data } = document;
  useEffect(() => {
    let current = true;
    if (data) {
      rawSamples(data, true).then(
        ({ train }) => current && setSamples(train),
        () => undefined, // a card without its picture still opens
      );
    }
    return () => {
      current = false;
    };
  }, [data]);
  return samples;
}
