import { describe, expect, it } from 'vitest';
import { type Document, MAIN } from '../../../../src/graph/document';
import { makeBlock } from '../../../../src/graph/edits/blocks';
import resnet from '../../../../templates/resnet8-digits.json';
import { sceneOf, plainWords as t } from '../../testing/scene';
import { Adapter } from '../adapter';
import { frameKey, frameOf, placementsBelow } from './frame';

const document = resnet as unknown as Document; // JSON modules widen literal types
const open = (...ways: string[][]) => new Set(ways.map(frameKey));

describe('a block that is open in place', () => {
  it('shows its nodes and edges without its ports, inside its border', () => {
    const opened = open([MAIN, 'block2']);
    const frame = frameOf([MAIN, 'block2'], { document, opened, t })!;
    const inside = document.networks.reduce!;
    expect(frame.nodes.map(({ id }) => id)).toEqual(
      inside.nodes.filter(({ kind }) => !/^(In|Out)put$/.test(kind)).map(({ id }) => id),
    );
    expect(frame.edges).toHaveLength(inside.edges.length);
    for (const { x, y, width, height } of frame.nodes) {
      expect(x + width).toBeLessThan(frame.width);
      expect(y + height).toBeLessThan(frame.height);
    }
    expect(frameOf([MAIN, 'block1'], { document, opened, t })).toBeNull();
  });

  it('shows what the placement gives, not the defaults of the block', () => {
    const opened = open([MAIN, 'block3']);
    const frame = frameOf([MAIN, 'block3'], { document, opened, t })!;
    expect(frame.nodes.find(({ id }) => id === 'conv_a')?.line).toMatch(/^64/);
  });

  it('opens blocks within blocks, and tells stages from blocks', () => {
    const staged = makeBlock(document, MAIN, ['block2', 'block3'], 'stage');
    const below = placementsBelow(staged, [MAIN]);
    expect(below).toEqual([
      { key: frameKey([MAIN, 'block1']), holdsBlocks: false },
      { key: frameKey([MAIN, 'stage']), holdsBlocks: true },
      { key: frameKey([MAIN, 'stage', 'block2']), holdsBlocks: false },
      { key: frameKey([MAIN, 'stage', 'block3']), holdsBlocks: false },
    ]);
    const opened = new Set(below.map(({ key }) => key));
    const frame = frameOf([MAIN, 'stage'], { document: staged, opened, t })!;
    expect(frame.nodes.map(({ frame: within }) => within !== null)).toEqual([true, true]);
  });

  it('is not opened within itself', () => {
    const nodes = document.networks.residual!.nodes;
    const again = { ...document.networks.main!.nodes.find(({ id }) => id === 'block1')!, id: 'x' };
    const residual = { ...document.networks.residual!, nodes: [...nodes, again] };
    const endless = { ...document, networks: { ...document.networks, residual } };
    expect(placementsBelow(endless, [MAIN])).toHaveLength(3);
  });

  it('is open on its own way only, though another one leads to the same network', () => {
    const adapter = new Adapter();
    const scene = sceneOf(document, { path: [MAIN], opened: open([MAIN, 'block1']) });
    const frames = (path: string[]) =>
      adapter.nodes({ ...scene, path }, new Map()).filter(({ data }) => data.frame !== null);
    expect(frames([MAIN])).toHaveLength(1);
    expect(frames([MAIN, 'block2'])).toHaveLength(0);
  });

  it('moves the others aside on the canvas and nowhere else', () => {
    const scene = sceneOf(document, { path: [MAIN], opened: open([MAIN, 'block1']) });
    const adapter = new Adapter();
    const drawn = adapter.nodes(scene, new Map());
    const moved = drawn.filter(({ id, position }) => {
      const { position: own } = scene.network.nodes.find((node) => node.id === id)!;
      expect(adapter.inDocument(id, position)).toEqual(own);
      return position.x !== own.x || position.y !== own.y;
    });
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.map(({ id }) => id)).not.toContain('block1');
  });
});
