/**
 * The published architectures, held to the numbers of Keras 3.15 `keras.applications` (`include_top=True`, 1,000
 * classes, weights drawn): totals of `count_params()`, layers by class, output shapes; multiply-adds as the papers say.
 */
import { describe, expect, it } from 'vitest';
import type { Config, Document } from '../graph/document';
import { ungroup } from '../graph/edits/blocks';
import { placedNetwork } from '../graph/network';
import { check } from './check';
import { inferNetwork } from './infer';
import { lower } from './lower';
import type { Call } from './program';
import { changed, densenet201, resnet152, templateOf } from './testing/architectures';

const world = { datasets: new Map(), procedures: new Map() };

interface Published {
  readonly total: number;
  readonly trainable: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Output shape by id of the call. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** Multiply-adds of one picture in millions, where somebody published them, as far as the source rounds. */
  readonly millions?: readonly [least: number, most: number];
  /** The layer that the number of classes decides, and how many weights it has for each class. */
  readonly head: readonly [id: string, each: number];
}

const published: Readonly<Record<string, Published>> = {
  vgg16: {
    total: 138_357_544,
    trainable: 138_357_544,
    kinds: { Conv2D: 13, MaxPooling2D: 5, Flatten: 1, Dense: 3 },
    shapes: {
      'block2.0.pool': [56, 56, 128],
      'block4.0.conv3': [28, 28, 512],
      'block5.0.pool': [7, 7, 512],
    },
    // 15.5 G in the table of torchvision's weights.
    millions: [15_450, 15_550],
    head: ['predictions', 4097],
  },
  resnet50: {
    total: 25_636_712,
    trainable: 25_583_592,
    kinds: { Conv2D: 53, BatchNormalization: 53, Activation: 49, Add: 16, ZeroPadding2D: 2 },
    shapes: {
      'stem.0.pool1_pool': [56, 56, 64],
      'conv3_block4.0.relu': [28, 28, 512],
      'conv4_block6.0.relu': [14, 14, 1024],
    },
    // 3.8 G in table 1 of He et al. (2016).
    millions: [3_750, 3_860],
    head: ['predictions', 2049],
  },
  resnet50v2: {
    total: 25_613_800,
    trainable: 25_568_360,
    kinds: { Conv2D: 53, BatchNormalization: 49, Activation: 49, Add: 16, MaxPooling2D: 4 },
    shapes: {
      'conv2_block3.0.add': [28, 28, 256],
      'conv4_block2.0.add': [14, 14, 1024],
      post_relu: [7, 7, 2048],
    },
    head: ['predictions', 2049],
  },
  'inception-v3': {
    total: 23_851_784,
    trainable: 23_817_352,
    kinds: { Conv2D: 94, BatchNormalization: 94, Concatenate: 15, AveragePooling2D: 9 },
    shapes: {
      'stem.0.pool2': [35, 35, 192],
      'mixed3.0.concat': [17, 17, 768],
      'mixed8.0.concat': [8, 8, 1280],
    },
    // 5.7 G in table 2 of Tan and Le (2019).
    millions: [5_650, 5_750],
    head: ['predictions', 2049],
  },
  xception: {
    total: 22_910_480,
    trainable: 22_855_952,
    kinds: { Conv2D: 6, SeparableConv2D: 34, BatchNormalization: 40, Add: 12 },
    shapes: {
      'block1.0.relu2': [147, 147, 64],
      'block4.0.add': [19, 19, 728],
      'block14.0.sepconv2': [10, 10, 2048],
    },
    // 8.4 G in table 2 of Tan and Le (2019).
    millions: [8_350, 8_450],
    head: ['predictions', 2049],
  },
  mobilenet: {
    total: 4_253_864,
    trainable: 4_231_976,
    kinds: { Conv2D: 15, DepthwiseConv2D: 13, BatchNormalization: 27, ReLU: 27, ZeroPadding2D: 4 },
    shapes: {
      'block2.0.pointwise_relu': [56, 56, 128],
      'block6.0.pointwise_relu': [14, 14, 512],
      'block13.0.pointwise_relu': [7, 7, 1024],
    },
    // 569 million in table 4 of Howard et al. (2017).
    millions: [568, 569],
    head: ['conv_preds', 1025],
  },
  'mobilenet-v2': {
    total: 3_538_984,
    trainable: 3_504_872,
    kinds: { Conv2D: 35, DepthwiseConv2D: 17, BatchNormalization: 52, ReLU: 35, Add: 10 },
    shapes: {
      'block3.0.project_bn': [28, 28, 32],
      'block10.0.project_bn': [14, 14, 96],
      out_relu: [7, 7, 1280],
    },
    // 300 million in table 4 of Sandler et al. (2018).
    millions: [300, 301],
    head: ['predictions', 1281],
  },
  densenet121: {
    total: 8_062_504,
    trainable: 7_978_856,
    kinds: { Conv2D: 120, BatchNormalization: 121, Concatenate: 58, AveragePooling2D: 3 },
    shapes: {
      'stem.0.pool1_pool': [56, 56, 64],
      'dense2.11.concat': [28, 28, 512],
      'transition3.0.pool': [7, 7, 512],
    },
    // 2.83 G in the table of torchvision's weights.
    millions: [2_825, 2_835],
    head: ['predictions', 1025],
  },
  'efficientnet-b0': {
    total: 5_330_571,
    // Keras counts the mean and variance of its Normalization, and the number of samples, as not trainable.
    trainable: 5_288_548,
    kinds: { Conv2D: 65, DepthwiseConv2D: 16, BatchNormalization: 49, Multiply: 16, Add: 9 },
    shapes: {
      'stem.0.act': [112, 112, 32],
      'block4a.0.project_bn': [14, 14, 80],
      'top.0.act': [7, 7, 1280],
    },
    // 0.39 G in table 2 of Tan and Le (2019).
    millions: [385, 395],
    head: ['predictions', 1281],
  },
  // One tower of Krizhevsky (2014), as torchvision builds it; no Keras application.
  alexnet: {
    total: 61_100_840,
    trainable: 61_100_840,
    kinds: { Conv2D: 5, MaxPooling2D: 3, Dropout: 2, Dense: 3 },
    shapes: { conv1: [55, 55, 64], conv2: [27, 27, 192], pool5: [6, 6, 256] },
    // 0.71 G in the table of torchvision's weights.
    millions: [705, 715],
    head: ['predictions', 4097],
  },
};

const grown: readonly (readonly [string, () => Document, Published])[] = [
  [
    'resnet152',
    resnet152,
    {
      total: 60_419_944,
      trainable: 60_268_520,
      kinds: { Conv2D: 155, BatchNormalization: 155, Activation: 151, Add: 50 },
      shapes: { 'conv3_block4.4.relu': [28, 28, 512], 'conv4_block6.30.relu': [14, 14, 1024] },
      // 11.3 G in table 1 of He et al. (2016).
      millions: [11_250, 11_350],
      head: ['predictions', 2049],
    },
  ],
  [
    'densenet201',
    densenet201,
    {
      total: 20_242_984,
      trainable: 20_013_928,
      kinds: { Conv2D: 200, BatchNormalization: 201, Concatenate: 98 },
      shapes: { 'dense3.47.concat': [14, 14, 1792] },
      // 4.29 G in the table of torchvision's weights.
      millions: [4_285, 4_295],
      head: ['predictions', 1921],
    },
  ],
];

const all = [
  ...Object.entries(published).map(([id, facts]) => [id, () => templateOf(id), facts] as const),
  ...grown,
];

const countOf = (call: Call, only: 'all' | 'trainable'): number =>
  call.weights
    .filter((weight) => only === 'all' || weight.trainable !== false)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);

const sumOf = (calls: readonly Call[], only: 'all' | 'trainable' = 'all'): number =>
  calls.reduce((sum, call) => sum + countOf(call, only), 0);

function kindsOf(calls: readonly Call[], of: Iterable<string>): Record<string, number> {
  const wanted = [...of];
  return Object.fromEntries(
    wanted.map((kind) => [kind, calls.filter((call) => call.kind === kind).length]),
  );
}

/** Every block of `main` un-grouped, those inside them too. */
function flat(document: Document): Document {
  let current = document;
  for (;;) {
    const { nodes } = current.networks.main!;
    const block = nodes.find((node) => placedNetwork(node) !== undefined);
    if (!block) return current;
    current = ungroup(current, { network: 'main', node: block.id });
  }
}

describe.each(all)('%s', (_, open, facts) => {
  const document = open();
  const { calls } = lower(document);

  it('has the published number of weights, and the canvas says the same', () => {
    expect(sumOf(calls)).toBe(facts.total);
    expect(sumOf(calls, 'trainable')).toBe(facts.trainable);
    const { totals } = inferNetwork(document, 'main');
    expect(totals.parameters).toBe(facts.total);
    expect(totals.trainable).toBe(facts.trainable);
  });

  it('has the published layers of every kind', () => {
    expect(kindsOf(calls, Object.keys(facts.kinds))).toEqual(facts.kinds);
  });

  it('has the published shapes on the way', () => {
    const shapes = new Map(calls.map((call) => [call.id, call.outputShape]));
    for (const [id, shape] of Object.entries(facts.shapes))
      expect(shapes.get(id), id).toEqual(shape);
  });

  it.each(facts.millions ? [facts.millions] : [])(
    'costs %d to %d million multiply-adds, as its source says',
    (least, most) => {
      const millions = calls.reduce((sum, call) => sum + call.macs, 0) / 1e6;
      expect(millions).toBeGreaterThanOrEqual(least);
      expect(millions).toBeLessThanOrEqual(most);
    },
  );

  it('changes in its head alone when there are ten classes', () => {
    const [head, each] = facts.head;
    const isConvolution = calls.find((call) => call.id === head)!.kind === 'Conv2D';
    const ten = isConvolution
      ? changed(document, { [head]: { filters: 10 }, reshape: { targetShape: [10] } })
      : changed(document, { [head]: { units: 10 } });
    const after = lower(ten).calls;
    expect(sumOf(after)).toBe(facts.total - 990 * each);
    const others = (list: readonly Call[]) =>
      list.filter((call) => call.id !== head).map((call) => [call.id, call.weights]);
    expect(others(after)).toEqual(others(calls));
  });

  it('has no problem and reads as a few nodes', () => {
    expect(check(document, world).problems).toEqual([]);
    expect(document.networks.main!.nodes.length).toBeLessThanOrEqual(26);
  });

  it('un-groups to all its layers without changing one', () => {
    const ungrouped = flat(document);
    const flatCalls = lower(ungrouped).calls;
    expect(Object.keys(ungrouped.networks)).toEqual(['main']);
    expect(flatCalls.length).toBe(calls.length);
    const layer = ({ kind, config, outputShape, weights }: Call) =>
      JSON.stringify([kind, config, outputShape, weights]);
    expect(flatCalls.map(layer).sort()).toEqual(calls.map(layer).sort());
  });
});

describe('networks for small pictures', () => {
  const total = (document: Document, only: 'all' | 'trainable' = 'all') =>
    sumOf(lower(document).calls, only);

  it('LeNet-5 has the layers of the paper: C1 156, C5 48,120, F6 10,164 weights', () => {
    const { calls } = lower(templateOf('lenet5'));
    const counts = new Map(calls.map((call) => [call.id, countOf(call, 'all')]));
    expect(['c1', 'c5', 'f6'].map((id) => counts.get(id))).toEqual([156, 48_120, 10_164]);
    // C3 sees all six maps here, as everywhere since; the paper joined each map to some of them.
    expect(total(templateOf('lenet5'))).toBe(61_706);
  });

  it('ResNet-20 has the weights of the Keras example for CIFAR-10', () => {
    const ten = changed(templateOf('resnet20'), { logits: { units: 10 } });
    expect([total(ten), total(ten, 'trainable')]).toEqual([274_442, 273_066]);
  });

  it('DenseNet-BC of 100 layers and growth 12 has 0.8 million weights', () => {
    const ten = changed(templateOf('densenet-bc'), { logits: { units: 10 } });
    expect(total(ten, 'trainable')).toBe(769_162);
    const { calls } = lower(ten);
    // Two convolutions a layer, two transitions, the first convolution and the dense layer: 100.
    expect(calls.filter(({ kind }) => kind === 'Conv2D' || kind === 'Dense')).toHaveLength(100);
  });

  it('U-Net of width 64 has the 31 million weights of the paper', () => {
    const { networks, ...rest } = templateOf('unet');
    const main = { ...networks.main!, parameters: { width: 64 } };
    const wide = { ...rest, networks: { ...networks, main } };
    expect(total(changed(wide, { input: { shape: [32, 32, 1] } }))).toBe(31_030_593);
  });
});

describe('transformers', () => {
  const width = (document: Document, parameters: Config): Document => {
    const main = { ...document.networks.main!, parameters };
    return { ...document, networks: { ...document.networks, main } };
  };

  it('the decoder is GPT-2 small at its sizes: 124,439,808 weights and a head that is not tied', () => {
    const grown = width(templateOf('gpt-mini'), { features: 768, heads: 12, vocabulary: 50_257 });
    const { calls } = lower(
      changed(grown, {
        characters: { shape: [1024] },
        positions: { sequenceLength: 1024 },
        decoder: { repeat: 12 },
      }),
    );
    expect(sumOf(calls)).toBe(124_439_808 + 768 * 50_257);
  });

  it('twelve encoders are those of BERT-base: 85,054,464 weights', () => {
    const grown = width(templateOf('transformer-text'), { features: 768, heads: 12 });
    const { calls } = lower(changed(grown, { encoder: { repeat: 12 } }));
    expect(sumOf(calls.filter(({ id }) => id.startsWith('encoder.')))).toBe(85_054_464);
  });
});
