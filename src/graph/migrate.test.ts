import { describe, expect, it } from 'vitest';
import { CURRENT_VERSION, migrate, migrations } from './migrate';
import { parse } from './serialise';

const node = (id: string, rest: object = {}) => ({
  id,
  kind: 'Dense',
  config: {},
  position: { x: 0, y: 0 },
  ...rest,
});

/** By the version that a migration starts from: a file, and the same as the next version writes it. */
const fixtures: Readonly<Record<number, { readonly before: object; readonly after: object }>> = {
  0: {
    before: {
      format: 'netloom',
      version: 0,
      name: 'Old',
      networks: {
        main: {
          nodes: [node('a'), node('b', { inputs: ['a'] }), node('sum', { inputs: ['b', 'a'] })],
        },
      },
    },
    after: {
      format: 'netloom',
      version: 1,
      name: 'Old',
      networks: {
        main: {
          nodes: [node('a'), node('b'), node('sum')],
          edges: [
            { source: 'a', output: 'out', target: 'b', input: 'in', index: 0 },
            { source: 'b', output: 'out', target: 'sum', input: 'in', index: 0 },
            { source: 'a', output: 'out', target: 'sum', input: 'in', index: 1 },
          ],
        },
      },
    },
  },
};

describe('migrations', () => {
  it('have a fixture each and leave no version out', () => {
    const versions = Array.from({ length: CURRENT_VERSION }, (_, i) => String(i));
    expect(Object.keys(migrations)).toEqual(versions);
    expect(Object.keys(fixtures)).toEqual(versions);
  });

  it.each(Object.entries(fixtures))('bring version %s to the next', (version, fixture) => {
    expect(migrations[Number(version)]!({ ...fixture.before })).toEqual({
      ...fixture.after,
      version: Number(version),
    });
  });

  it.each(Object.values(fixtures))(
    'open a file of version $before.version without a defect',
    ({ before }) => {
      const text = JSON.stringify(before);
      expect(parse(text)).toMatchObject({ ok: true, defects: [], document: { version: 1 } });
    },
  );

  it('leave alone what they do not recognise', () => {
    const odd = { networks: { main: { nodes: [1, { inputs: 'a' }, { inputs: [[]] }] }, x: 3 } };
    expect(() => migrate(odd, 0)).not.toThrow();
    expect(migrate({ networks: [] }, 0)).toEqual({ networks: [], version: CURRENT_VERSION });
  });
});
