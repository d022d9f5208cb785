import { describe, expect, it } from 'vitest';
import { MAIN } from '../../graph/document';
import { check } from '../check';
import { lower } from '../lower';
import { templateOf } from '../testing/architectures';
import { world } from '../testing/documents';
import { tfjsModel } from '../tfjs-config';
import { folded } from './fold';
import { importKerasConfig } from './keras-config';
import { documentOf } from './testing';

/** A published network as a file lists it: every layer by itself. */
function flat(id: string) {
  const { networks } = importKerasConfig(tfjsModel(lower(templateOf(id))));
  expect(Object.keys(networks)).toEqual([MAIN]);
  return documentOf(networks);
}

describe('folding repeated structure', () => {
  it.each(['resnet50', 'mobilenet-v2', 'vgg16', 'densenet121', 'mobilenet'])(
    'computes what the flat %s did, and names every call',
    (id) => {
      const document = flat(id);
      const before = lower(document);
      const { networks, renamed } = folded(document.networks.main!);
      const after = lower({ ...document, networks });
      const said = (calls: typeof before.calls, nameOf: (id: string) => string) =>
        calls
          .map(({ id: call, kind, config, inputs, outputShape, weights }) => ({
            id: nameOf(call),
            kind,
            config,
            inputs: inputs.map(nameOf),
            outputShape,
            weights,
          }))
          .sort((a, b) => (a.id < b.id ? -1 : 1));
      const same = (call: string) => call;
      expect(said(after.calls, same)).toEqual(
        said(before.calls, (call) => renamed.get(call) ?? call),
      );
      const { problems } = check({ ...document, networks }, world);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it('shows ResNet-50 in few nodes, its repeats as repeats', () => {
    const { networks } = folded(flat('resnet50').networks.main!);
    expect(networks.main!.nodes.length).toBeLessThan(45);
    const repeats = networks.main!.nodes.map(({ config }) => config.repeat ?? 1);
    expect(Math.max(...repeats.map(Number))).toBeGreaterThanOrEqual(3);
  });

  it('leaves a network in which nothing repeats as it is', () => {
    const { main } = flat('lenet5').networks;
    expect(folded(main!).networks).toEqual({ [MAIN]: main });
  });
});
