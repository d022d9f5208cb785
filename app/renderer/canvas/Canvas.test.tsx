// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Document } from '../../../src/graph/document';
import resnet from '../../../templates/resnet8-digits.json';
import { viewStore } from '../stores/view';
import { renderStudio } from '../testing/studio';
import { Canvas } from './Canvas';

const document = resnet as unknown as Document; // JSON modules widen literal types

async function renderCanvas() {
  vi.stubGlobal(
    'DOMMatrixReadOnly',
    class {
      m22 = 1;
    },
  );
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  // jsdom has no canvas; the pictures on cards stay empty.
  HTMLCanvasElement.prototype.getContext = () => null;
  const studio = await renderStudio(<Canvas />, { document });
  act(() => viewStore.getState().set({ opened: [] }));
  return studio;
}

describe('blocks on the canvas', () => {
  it('open in place by the switch, and a press on a layer inside selects it, a second one goes to it', async () => {
    const { user } = await renderCanvas();
    expect(screen.queryByRole('button', { name: /, inside / })).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'Expanded' }));
    const block = screen.getByRole('group', { name: /^Block, block1,|^Network, block1,/ });
    fireEvent.click(within(block).getByRole('button', { name: 'conv_b, inside block1' }));
    expect(viewStore.getState()).toMatchObject({
      path: ['main'],
      within: ['block1'],
      selection: ['conv_b'],
    });
    fireEvent.doubleClick(within(block).getByRole('button', { name: 'conv_b, inside block1' }));
    expect(viewStore.getState()).toMatchObject({
      path: ['main', 'block1'],
      within: [],
      selection: ['conv_b'],
    });
  });

  it('close again when the switch says so', async () => {
    const { user } = await renderCanvas();
    await user.click(screen.getByRole('radio', { name: 'Expanded' }));
    expect(screen.getAllByRole('button', { name: /, inside block/ }).length).toBeGreaterThan(10);
    await user.click(screen.getByRole('radio', { name: 'Blocks' }));
    expect(screen.queryByRole('button', { name: /, inside / })).toBeNull();
  });
});
