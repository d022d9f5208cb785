// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { MAIN } from '../../../src/graph/document';
import { networkOf } from '../../../src/graph/network';
import { stillNodes } from '../../../src/graph/still';
import { Adapter } from '../canvas/adapter';
import { Inspector } from '../inspector/Inspector';
import { loadTemplate } from '../persistence/templates';
import { sceneOf } from '../testing/scene';
import { nodeOf, renderStudio, stepsOf } from '../testing/studio';

let emoji: Document;

beforeAll(async () => {
  emoji = (await loadTemplate('transfer-emoji-mobilenet'))!.document;
});

const slider = () => screen.getByRole('slider', { name: 'Frozen up to' });

const cardsOf = (document: Document) =>
  new Adapter().nodes(sceneOf(document), new Map()).map(({ data }) => data);

describe('the freeze slider', () => {
  it('frees a backbone behind its handle in one undo step, and the canvas says how much stands still', async () => {
    const { store, document } = await renderStudio(<Inspector />, {
      document: emoji,
      select: ['backbone'],
    });
    expect(slider()).toHaveProperty('value', '138');
    expect(cardsOf(document())[1]).toMatchObject({ frozen: true, frozenNote: '' });
    fireEvent.pointerDown(slider());
    for (const value of [120, 90, 69]) fireEvent.change(slider(), { target: { value } });
    expect(stepsOf(store)).toBe(1);
    expect(nodeOf(document(), 'backbone')?.frozen).toBeUndefined();
    expect(stillNodes(document(), 'mobilenet-v2-coco').size).toBe(69);
    expect(screen.getByText(/^69 of 138 layers stand still/)).toBeDefined();
    expect(cardsOf(document())[1]).toMatchObject({ frozen: false, frozenNote: '50%' });
    expect(cardsOf(document())[1]!.description).toMatch(/frozenPart 50%$/);
  });

  it('freezes the shown network up to a layer where nothing is selected', async () => {
    const { store, document } = await renderStudio(<Inspector />);
    fireEvent.pointerDown(slider());
    fireEvent.change(slider(), { target: { value: 1 } });
    const frozen = networkOf(document(), MAIN)!.nodes.filter((node) => node.frozen);
    expect(frozen.map(({ id }) => id)).toEqual(['conv1']);
    fireEvent.pointerDown(slider());
    fireEvent.change(slider(), { target: { value: 0 } });
    expect(stepsOf(store)).toBe(2);
    expect(networkOf(document(), MAIN)!.nodes.some((node) => node.frozen)).toBe(false);
  });
});

describe('the canvas', () => {
  it('says of a placement in which phases it stands still', async () => {
    const digits = (await loadTemplate('digits-transfer'))!.document;
    const cards = cardsOf(digits);
    expect(cards.map(({ frozenNote }) => frozenNote)).toEqual([
      '',
      'canvas.frozenPhases 1',
      '',
      '',
      '',
    ]);
  });
});
