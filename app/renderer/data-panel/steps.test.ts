import { describe, expect, it } from 'vitest';
import { preparationByKind } from '../../../src/compiler/preparation/all';
import { template } from '../../../src/runtime/testing/template';
import { world } from '../stores/world';
import { addAlone, aloneKinds, chainsOf, deleteStep, fittingKinds, insertStep } from './steps';

const kindsOf = (document: ReturnType<typeof template>) =>
  chainsOf(document.data!).map(({ steps }) => steps.map(({ kind }) => kind));

describe('steps of a preparation', () => {
  const digits = template('lenet-digits');
  const spec = world.datasets.get('digits')!;
  const pictures = chainsOf(digits.data!)[0]!.last!;

  it('are those that can take what arrives', () => {
    const kinds = fittingKinds(digits.data!, spec, pictures);
    expect(kinds).toEqual(expect.arrayContaining(['Rotate', 'MixUp', 'Jitter', 'Flatten']));
    expect(kinds).not.toEqual(expect.arrayContaining(['WordSwap']));
    expect(kinds.some((kind) => preparationByKind.get(kind)!.inputs.max === 0)).toBe(false);
  });

  it('stand in their place, and leave the way as it was when they are deleted', () => {
    const added = insertStep(digits, 'Rotate', pictures);
    expect(kindsOf(added)[0]).toEqual([...kindsOf(digits)[0]!, 'Rotate']);
    const { id } = chainsOf(added.data!)[0]!.steps.at(-1)!;
    const { preparation } = deleteStep(added, id).data!;
    expect(preparation).toEqual(digits.data!.preparation);
  });

  it('of the whole data set are there once', () => {
    const added = addAlone(digits, 'Oversample');
    expect(aloneKinds(added.data!)).toEqual(['Split']);
    expect(addAlone(added, 'Oversample')).toBe(added);
  });
});
