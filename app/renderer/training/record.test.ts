import { beforeEach, describe, expect, it } from 'vitest';
import type { Probe } from '../../../src/runtime/protocol';
import { runStore } from '../stores/run';
import { holdDrawing, record } from './record';

const probe = (value: number): Probe => ({
  node: 'conv1',
  of: 'activation',
  shape: [1],
  values: Float32Array.of(value),
});
const shown = () => runStore.getState().probes.get('conv1')?.[0]?.values[0];

describe('drawing while a card is dragged', () => {
  beforeEach(() => record({ type: 'probes', probes: [probe(1)], sample: 0 }, 0));

  it('waits, and shows the latest faces when the hand lets go', () => {
    holdDrawing(true);
    record({ type: 'probes', probes: [probe(2)], sample: 0 }, 0);
    record({ type: 'probes', probes: [probe(3)], sample: 0 }, 0);
    expect(shown()).toBe(1);
    holdDrawing(false);
    expect(shown()).toBe(3);
  });
});
