/** What large documents cost, run by `npm run bench:documents`; nothing here is asserted. */
import { afterAll, beforeAll, bench, describe } from 'vitest';
import { inferNetwork } from '../../compiler/infer';
import { lower } from '../../compiler/lower';
import { densenet201, resnet152 } from '../../compiler/testing/architectures';
import { type NodeRow, networkOfRows } from '../../compiler/testing/documents';
import type { Document } from '../../graph/document';
import { setConfig } from '../../graph/edits/nodes';
import { parse, serialise } from '../../graph/serialise';
import { buildModel } from '../build';
import { createRandom } from '../random';
import { useWasm } from './wasm';

beforeAll(useWasm);

/** The document as it comes out of a file: nothing is known of it yet. */
function opened(text: string): Document {
  const read = parse(text);
  if (!read.ok) throw new Error(read.message);
  return read.document;
}

/** Residual blocks of four layers, about 5,000 layers in all. */
function deep(): Document {
  const rows: NodeRow[] = [['add0', 'Input', { shape: [32, 32, 16] }]];
  const edges: string[] = [];
  for (let i = 1; i <= 1250; i++) {
    rows.push(
      [`conv${i}`, 'Conv2D', { filters: 16, padding: 'same' }],
      [`norm${i}`, 'BatchNormalization'],
      [`relu${i}`, 'Activation', { activation: 'relu' }],
      [`add${i}`, 'Add'],
    );
    edges.push(`add${i - 1}>conv${i}`, `conv${i}>norm${i}`, `norm${i}>relu${i}`);
    edges.push(`add${i - 1}>add${i}`, `relu${i}>add${i}`);
  }
  rows.push(['output', 'Output', { loss: 'none' }]);
  const main = networkOfRows(rows, [...edges, 'add1250>output']);
  return { format: 'netloom', version: 1, name: 'Deep', networks: { main } };
}

describe('documents', () => {
  const resnet = serialise(resnet152());
  bench('ResNet-152 is read, inferred and lowered', () => void lower(opened(resnet)));

  let document = deep();
  const many = { iterations: 300, time: 0 };
  const random = createRandom(1);
  const convolutions = document.networks.main!.nodes.filter(({ kind }) => kind === 'Conv2D');
  inferNetwork(document, 'main');
  bench(
    'one edit among 5,000 layers is inferred',
    () => {
      const node = convolutions[random.int(convolutions.length)]!.id;
      const filters = 8 + random.int(16);
      document = setConfig(document, { network: 'main', node }, 'filters', filters);
      inferNetwork(document, 'main');
    },
    many,
  );

  const built: { dispose: () => void }[] = [];
  afterAll(() => {
    for (const model of built) model.dispose();
  });
  const densenet = lower(densenet201());
  const few = { iterations: 3, time: 0, warmupIterations: 0, warmupTime: 0 };
  bench('DenseNet-201 is built', () => void built.push(buildModel(densenet, { seed: 1 })), few);
});
