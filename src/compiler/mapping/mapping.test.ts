import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph/document';
import { lower } from '../lower';
import type { Program } from '../program';
import type { FileTensor } from './file-tensor';
import { arranged } from './layouts';
import { choicesOf, corrected, fitting, type Mapping, mapTensors, unmatched } from './mapping';
import { type WeightPlace, weightPlaces } from './places';

const folder = new URL('../../../templates/', import.meta.url);

function programOf(id: string): Program {
  const text = readFileSync(new URL(`${id}.json`, folder), 'utf8');
  const document = JSON.parse(text) as Document; // the templates' own test holds their form
  return lower(document, document.training!.phases[0]!.networks.model ?? 'main');
}

const lenet = programOf('lenet-digits');

const tensor = (name: string, shape: readonly number[]): FileTensor => ({
  name,
  shape,
  dtype: 'F32',
  isFloat: true,
});

/** The tensors that hold the weights of a program, under the names that `called` gives them. */
const fileOf = (program: Program, called: (place: WeightPlace) => string): FileTensor[] =>
  weightPlaces([program]).map((place) => tensor(called(place), place.shape));

const map = (tensors: readonly FileTensor[], metadata = {}, program = lenet): Mapping =>
  mapTensors({ tensors, metadata }, [program]);

/** Keys of the weights by the names of their tensors. */
const found = ({ rows }: Mapping): Record<string, string | undefined> =>
  Object.fromEntries(rows.map((row) => [row.tensor.name, row.to?.place.key]));

const shapes = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 });

describe('the mapping of a file to a network', () => {
  it.each(
    readdirSync(folder)
      .filter((name) => /^(lenet|mlp|resnet8|gpt|lstm|autoencoder)\S*\.json$/.test(name))
      .map((name) => name.replace('.json', '')),
  )('finds every weight of %s again in any order under its own name', (id) => {
    const program = programOf(id);
    const tensors = fileOf(program, ({ key }) => key);
    fc.assert(
      fc.property(fc.shuffledSubarray(tensors, { minLength: tensors.length }), (shuffled) => {
        const mapping = map(shuffled, {}, program);
        expect(unmatched(mapping)).toEqual([]);
        for (const { tensor: from, to } of mapping.rows) {
          expect(to).toMatchObject({ by: 'name', place: { key: from.name } });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('finds layers that were all renamed by their shapes, whatever their order', () => {
    const ids = lenet.calls.map(({ id }) => id);
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{9}$/), {
      minLength: ids.length,
      maxLength: ids.length,
    });
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.nat()), (fresh, keys) => {
        const called = ({ call, weight }: WeightPlace) => `${fresh[ids.indexOf(call)]}.${weight}`;
        const all = weightPlaces([lenet]).map((place) => ({ place, key: keys.next().value }));
        const shuffled = all.sort((a, b) => Number(a.key) - Number(b.key));
        const file = shuffled.map(({ place }) => tensor(called(place), place.shape));
        const expected = shuffled.map(({ place }) => [called(place), place.key]);
        expect(found(map(file))).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  it('never brings a tensor to a weight of another shape, nor two to one', () => {
    const named = fc.oneof(
      fc.constantFrom(...weightPlaces([lenet]).map(({ key }) => key)),
      fc.stringMatching(/^[a-c]{1,2}\.(weight|bias)$/),
    );
    const shape = fc.oneof(
      shapes,
      fc.constantFrom(...weightPlaces([lenet]).map((place) => place.shape)),
    );
    const files = fc.uniqueArray(fc.record({ name: named, shape }), {
      selector: ({ name }) => name,
    });
    fc.assert(
      fc.property(files, fc.boolean(), (all, isPytorch) => {
        const tensors = all.map(({ name, shape: size }) => tensor(name, size));
        const { rows } = map(tensors, isPytorch ? { format: 'pt' } : {});
        const taken = rows.flatMap(({ to }) => to?.place.key ?? []);
        expect(new Set(taken).size).toBe(taken.length);
        for (const { tensor: from, to } of rows) {
          if (!to) continue;
          const count = from.shape.reduce((a, b) => a * b, 1);
          const made = arranged(new Float32Array(count), to.layout, to.place.shape);
          expect(to.layout.shape).toEqual(from.shape);
          expect(made.values.length).toBe(to.place.shape.reduce((a, b) => a * b, 1));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes layers of one form in order only where there are as many of both', () => {
    const program = programOf('resnet8-digits');
    const rename = ({ key }: WeightPlace) => {
      const at = key.lastIndexOf('.');
      const calls = program.calls.map(({ id }) => id);
      return `layers.${calls.indexOf(key.slice(0, at).replace('main.', ''))}${key.slice(at)}`;
    };
    const sorted = fileOf(program, rename).sort((a, b) => (a.name < b.name ? -1 : 1));
    const whole = map(sorted, {}, program);
    const expected = weightPlaces([program]).map((place) => [rename(place), place.key]);
    expect(found(whole)).toEqual(Object.fromEntries(expected));
    const one = whole.rows.find(({ to }) => to?.by === 'order')!;
    const place = one.to!.place;
    const layer = one.tensor.name.replace(/[^.]*$/, '');
    const less = map(
      sorted.filter(({ name }) => !name.startsWith(layer)),
      {},
      program,
    );
    const alike = less.rows.filter(
      ({ tensor: { shape, name } }) =>
        shape.join() === one.tensor.shape.join() && name.endsWith(`.${place.weight}`),
    );
    expect(alike.filter(({ to }) => to !== undefined)).toEqual([]);
  });

  it('knows the words and the axes of PyTorch', () => {
    const kernel = weightPlaces([lenet]).find(({ weight }) => weight === 'kernel')!;
    const file = weightPlaces([lenet]).map(({ call, weight, shape }) => {
      const turned = [shape.length - 1, shape.length - 2, ...shape.keys()].slice(0, shape.length);
      const axes = shape.length > 1 ? turned.map((axis) => shape[axis]!) : shape;
      return tensor(`model.${call}.${weight === 'kernel' ? 'weight' : weight}`, axes);
    });
    const mapping = map(file, { format: 'pt' });
    expect(unmatched(mapping)).toEqual([]);
    expect(mapping.rows.find(({ to }) => to?.place.key === kernel.key)?.to?.layout.id).toBe(
      'pytorch',
    );
  });

  it('leaves out a tensor whose name is that of a weight of another shape, and whole numbers', () => {
    const file = [
      tensor('main.fc1.kernel', [3, 3]),
      { ...tensor('main.fc1.bias', [120]), dtype: 'I64', isFloat: false },
    ];
    const mapping = map(file);
    expect(found(mapping)).toEqual({ 'main.fc1.kernel': undefined, 'main.fc1.bias': undefined });
    expect(choicesOf(mapping, file[1]!)).toEqual([]);
  });
});

describe('a corrected row', () => {
  const mapping = map(fileOf(lenet, ({ key }) => key));
  const names = mapping.rows.map((row) => row.tensor.name);

  it('keeps every weight with one tensor of its shape, whatever is asked', () => {
    const wish = fc.record({
      name: fc.constantFrom(...names, 'nothing'),
      key: fc.option(fc.constantFrom(...names, 'nothing')),
    });
    fc.assert(
      fc.property(fc.array(wish), (wishes) => {
        const after = wishes.reduce(
          (before, { name, key }) => corrected(before, name, key === null ? null : { key }),
          mapping,
        );
        const taken = after.rows.flatMap(({ to }) => to?.place.key ?? []);
        expect(new Set(taken).size).toBe(taken.length);
        expect(after.rows.map((row) => row.tensor.name)).toEqual(names);
        for (const { tensor: from, to } of after.rows) {
          if (to) expect(fitting(from.shape, to.place, after.layouts)).toContain(to.layout);
        }
      }),
    );
  });

  it('takes the weight from the tensor that had it, and can leave it drawn', () => {
    const [first, second] = ['main.conv1.bias', 'main.conv1.kernel'];
    const without = corrected(mapping, first, null);
    expect(unmatched(without).map(({ key }) => key)).toEqual([first]);
    expect(corrected(mapping, first, { key: second })).toBe(mapping);
  });
});
