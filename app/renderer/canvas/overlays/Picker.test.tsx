// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n';
import { Picker } from './Picker';

const choices = [
  { id: 'a', label: 'conv1', also: 'Conv2D' },
  { id: 'b', label: 'fc1', also: 'Dense' },
  { id: 'c', label: 'digit', note: 'It takes no more inputs.', disabled: true },
];

function show() {
  const onPick = vi.fn();
  const onClose = vi.fn();
  render(
    <Picker
      numbered
      title="Connect pool1 to"
      placeholder="Number or name"
      nothing="Nothing"
      choices={choices}
      onPick={onPick}
      onClose={onClose}
    />,
  );
  return { onPick, onClose };
}

describe('Picker', () => {
  beforeAll(() => {
    Element.prototype.scrollIntoView = () => {}; // jsdom lays nothing out
    return startI18n('en');
  });
  afterEach(cleanup);

  it('takes a numbered choice by its digit', async () => {
    const { onPick } = show();
    await userEvent.keyboard('2');
    expect(onPick).toHaveBeenCalledWith('b');
  });

  it('finds a choice by its second name', async () => {
    const { onPick } = show();
    await userEvent.keyboard('dense{Enter}');
    expect(onPick).toHaveBeenCalledWith('b');
  });

  it('says why a choice cannot be taken and does not take it', async () => {
    const { onPick } = show();
    expect(screen.getByRole('option', { name: /digit It takes no more inputs/ })).toBeDefined();
    await userEvent.keyboard('{ArrowUp}{Enter}');
    await userEvent.click(screen.getByText('digit'));
    expect(onPick).not.toHaveBeenCalled();
  });

  it('closes on Escape', async () => {
    const { onClose } = show();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });
});
