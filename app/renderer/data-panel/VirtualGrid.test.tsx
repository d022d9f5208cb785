// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VirtualGrid } from './VirtualGrid';

const [ROW, HEAD, HEIGHT] = [24, 26, 122];

/** A page that is measured: a line above the rows, and room for four of them. */
function measure(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly tell: (entries: readonly object[]) => void) {}
      observe() {
        this.tell([{ contentRect: { width: 400, height: HEIGHT } }]);
      }
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
  vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockReturnValue(HEAD);
}

function Rows() {
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <VirtualGrid
      label="Rows"
      total={1000}
      itemHeight={ROW}
      chosen={chosen}
      onChoose={setChosen}
      onShow={() => {}}
      nameOf={(index) => `Row ${index}`}
      head={<div>#</div>}
    >
      {(index) => index}
    </VirtualGrid>
  );
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a long list', () => {
  it('keeps the keys when the item that was clicked leaves the page', async () => {
    measure();
    const user = userEvent.setup();
    render(<Rows />);
    const list = screen.getByRole('listbox', { name: 'Rows' });
    await user.click(screen.getByRole('option', { name: 'Row 2' }));
    await user.keyboard('{End}');
    fireEvent.scroll(list.parentElement!);
    expect(screen.queryByRole('option', { name: 'Row 2' })).toBeNull();
    expect(document.activeElement).toBe(list);
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('option', { selected: true })).toBe(
      screen.getByRole('option', { name: 'Row 998' }),
    );
  });

  it('scrolls the chosen row out from under the edge, the line above counted', async () => {
    measure();
    const user = userEvent.setup();
    render(<Rows />);
    const { parentElement: box } = screen.getByRole('listbox', { name: 'Rows' });
    await user.click(screen.getByRole('option', { name: 'Row 3' }));
    expect(box!.scrollTop).toBe(0);
    await user.keyboard('{ArrowDown}');
    expect(box!.scrollTop).toBe(HEAD + 5 * ROW - HEIGHT);
  });
});
