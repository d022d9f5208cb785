/** The data set's own samples, once they are there. */
import { useEffect, useState } from 'react';
import { type RawSamples, rawSamples } from '../data-panel/raw-samples';
import { useDocument } from '../stores/document';

/** `small` takes the part of a large data set that is there at once. */
export function useRaw(small = false): RawSamples | null {
  const data = useDocument((state) => state.document.data);
  const [raw, setRaw] = useState<RawSamples | null>(null);
  useEffect(() => {
    let current = true;
    setRaw(null);
    if (data) {
      rawSamples(data, small).then(
        (samples) => current && setRaw(samples),
        () => undefined, // the worker says what is wrong with the data
      );
    }
    return () => {
      current = false;
    };
  }, [data, small]);
  return raw;
}
