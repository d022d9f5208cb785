/** Every kind of variation: for pictures, tokens and measurements. */
import { bool, float } from '../params';
import { ofNumbers, ofPictures, ofTokens } from './augmentation';

const share = (value: number, doc: string) => float(value, doc, { min: 0, max: 1 });
const percent = (value: number): string => `± ${Math.round(value * 100)} %`;

export const augmentations = [
  ofPictures({
    kind: 'Rotate',
    doc: 'Turns every picture by a random angle about its middle.',
    params: {
      degrees: float(10, 'Largest angle to either side, in degrees.', { min: 0, max: 180 }),
    },
    face: ({ degrees }) => [`± ${degrees}°`, ''],
  }),
  ofPictures({
    kind: 'Shift',
    doc: 'Moves every picture across and down by a random share of its size.',
    params: { amount: share(0.1, 'Largest way to either side, as a share of the size.') },
    face: ({ amount }) => [percent(amount), ''],
  }),
  ofPictures({
    kind: 'Zoom',
    doc: 'Makes what every picture shows larger or smaller by a random factor.',
    params: { amount: share(0.1, 'Largest change of size either way, as a share.') },
    face: ({ amount }) => [percent(amount), ''],
  }),
  ofPictures({
    kind: 'Shear',
    doc: 'Slants every picture by a random angle.',
    params: {
      degrees: float(10, 'Largest angle to either side, in degrees.', { min: 0, max: 80 }),
    },
    face: ({ degrees }) => [`± ${degrees}°`, ''],
  }),
  ofPictures({
    kind: 'Flip',
    doc: 'Mirrors one picture in two.',
    params: {
      horizontal: bool(true, 'Left for right.'),
      vertical: bool(false, 'Top for bottom.'),
    },
    face: ({ horizontal, vertical }) => [horizontal ? '↔' : '', vertical ? '↕' : ''],
  }),
  ofPictures({
    kind: 'RandomCrop',
    doc: 'Takes a random part of every picture and brings it to the whole size.',
    params: { smallest: share(0.7, 'Smallest side of the part, as a share of the picture.') },
    face: ({ smallest }) => [`≥ ${Math.round(smallest * 100)} %`, ''],
  }),
  ofPictures({
    kind: 'Brightness',
    doc: 'Makes every picture brighter or darker by a random amount.',
    params: { amount: share(0.2, 'Largest change, as a share of the range of values.') },
    face: ({ amount }) => [percent(amount), ''],
  }),
  ofPictures({
    kind: 'Contrast',
    doc: 'Strengthens or weakens the differences within every picture by a random factor.',
    params: { amount: share(0.2, 'Largest change, as a share.') },
    face: ({ amount }) => [percent(amount), ''],
  }),
  ofPictures({
    kind: 'Colour',
    doc: 'Strengthens or weakens each colour of every picture by a random factor of its own.',
    params: { amount: share(0.1, 'Largest change, as a share.') },
    face: ({ amount }) => [percent(amount), ''],
  }),
  ofPictures({
    kind: 'Noise',
    doc: 'Adds normal noise to every value of every picture.',
    params: { stddev: share(0.05, 'Deviation, as a share of the range of values.') },
    face: ({ stddev }) => [`σ ${stddev}`, ''],
  }),
  ofPictures({
    kind: 'Cutout',
    doc: 'Covers a random square of every picture; DeVries and Taylor, 2017.',
    params: { size: share(0.3, 'Side of the square, as a share of the picture.') },
    face: ({ size }) => [`${Math.round(size * 100)} %`, ''],
  }),
  ofPictures({
    kind: 'MixUp',
    doc: 'Blends every picture and its target with those of another; Zhang et al., 2018.',
    params: { alpha: float(0.2, 'How even the blend is; 0 blends nothing.', { min: 0, max: 10 }) },
    face: ({ alpha }) => [`α ${alpha}`, ''],
  }),
  ofPictures({
    kind: 'CutMix',
    doc: 'Puts a part of another picture into every one, and blends the targets; Yun et al., 2019.',
    params: { alpha: float(1, 'How even the parts are; 0 mixes nothing.', { min: 0, max: 10 }) },
    face: ({ alpha }) => [`α ${alpha}`, ''],
  }),
  ofTokens({
    kind: 'WordDropout',
    doc: 'Makes random words of every text unknown.',
    params: { rate: share(0.1, 'Share of the words.') },
    face: ({ rate }) => [`${Math.round(rate * 100)} %`, ''],
  }),
  ofTokens({
    kind: 'WordSwap',
    doc: 'Lets random words of every text change places with the next one.',
    params: { rate: share(0.1, 'Share of the words.') },
    face: ({ rate }) => [`${Math.round(rate * 100)} %`, ''],
  }),
  ofNumbers({
    kind: 'Jitter',
    doc: 'Adds normal noise to every value of a series or row.',
    params: {
      stddev: float(0.05, 'Deviation of the noise, in the unit of the values.', { min: 0 }),
    },
    face: ({ stddev }) => [`σ ${stddev}`, ''],
  }),
  ofNumbers({
    kind: 'Scaling',
    doc: 'Multiplies every series or row by a random factor near 1.',
    params: { stddev: float(0.1, 'Deviation of the factor.', { min: 0, max: 10 }) },
    face: ({ stddev }) => [`σ ${stddev}`, ''],
  }),
] as const;
