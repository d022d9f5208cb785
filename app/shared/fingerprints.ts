/** Fingerprints of imported data that a text names, as a document does that learns from it. */
export const fingerprintsIn = (text: string): readonly string[] =>
  text.match(/\b[0-9a-f]{64}\b/g) ?? [];
