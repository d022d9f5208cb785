/** A document as the canvas would show it, for tests of what the canvas makes of it. */
import { infer } from '../../../src/compiler/infer';
import type { Document } from '../../../src/graph/document';
import type { Scene } from '../canvas/adapter';

/** Words as their keys with the values that go into them. */
export const plainWords: Scene['t'] = (key, values) =>
  `${key} ${Object.values(values ?? {}).join(' ')}`.trim();

export function sceneOf(shown: Document, rest: Partial<Scene> = {}): Scene {
  return {
    document: shown,
    name: 'main',
    network: shown.networks.main!,
    facts: infer(shown).get('main')!,
    scope: {},
    problems: [],
    faces: 'structure',
    selection: new Set(),
    selectedEdges: new Set(),
    before: null,
    beforeFacts: null,
    t: plainWords,
    ...rest,
  };
}
