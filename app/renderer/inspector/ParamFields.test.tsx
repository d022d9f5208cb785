// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { bidirectional } from '../../../src/compiler/layers/bidirectional';
import { rnn } from '../../../src/compiler/layers/rnn';
import type { Params } from '../../../src/compiler/params';
import type { Config } from '../../../src/graph/document';
import { renderStudio } from '../testing/studio';
import { ParamFields } from './ParamFields';

async function show(params: Params, config: Config) {
  const onChange = vi.fn();
  const { user } = await renderStudio(
    <ParamFields
      params={params}
      stateOf={(name, param) => ({ value: config[name] ?? param.default, changed: false })}
      onChange={onChange}
    />,
  );
  return { onChange, user };
}

describe('the fields of a layer inside another', () => {
  it('stand under its kind and change it in place', async () => {
    const layer = { id: 'GRU', units: 7, returnSequences: true };
    const { onChange, user } = await show(bidirectional.params, { layer });
    const units = screen.getByRole('spinbutton', { name: 'units' });
    expect((units as HTMLInputElement).value).toBe('7');
    await user.clear(units);
    await user.type(units, '9{Enter}');
    expect(onChange).toHaveBeenLastCalledWith('layer', { ...layer, units: 9 }, undefined);
  });

  it('stand under each cell of a list', async () => {
    const cells = [
      { id: 'LSTMCell', units: 4 },
      { id: 'GRUCell', units: 5 },
    ];
    const { onChange, user } = await show(rnn.params, { cells });
    const units = screen.getAllByRole('spinbutton', { name: 'units' });
    expect(units.map((field) => (field as HTMLInputElement).value)).toEqual(['4', '5']);
    await user.clear(units[1]!);
    await user.type(units[1]!, '6{Enter}');
    expect(onChange).toHaveBeenLastCalledWith(
      'cells',
      [cells[0], { id: 'GRUCell', units: 6 }],
      undefined,
    );
  });
});
