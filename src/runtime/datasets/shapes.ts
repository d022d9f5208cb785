/** Rendered pictures of one coloured shape whose every factor is known: what it is, where it is and how large. */
import { int } from '../../compiler/params';
import { defineDataset, type Samples } from '../dataset';
import type { Random } from '../random';
import { generated } from './plane';
import { withoutTest } from './without-test';

const SIDE = 32;
const CHANNELS = 3;
/** Pixels that a thing of one metre covers from its middle, one metre away and without zoom. */
const FOCUS = 8;
const radii = { least: 4, most: 12 } as const;

/** Whether a point lies inside a shape of radius 1 around the origin. */
const kinds: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  disc: (x, y) => Math.hypot(x, y) <= 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= Math.SQRT1_2,
  triangle: (x, y) => y <= 0.5 && Math.abs(x) * Math.sqrt(3) <= y + 1,
};
const names = Object.keys(kinds);

interface Scene {
  readonly kind: number;
  /** In metres. */
  readonly size: number;
  readonly distance: number;
  readonly zoom: number;
  /** In pixels. */
  readonly radius: number;
}

/** A thing that is neither a dot nor larger than its picture. */
function drawScene(random: Random, kind: number): Scene {
  for (;;) {
    const size = 0.5 + 1.5 * random.next();
    const distance = 1 + 3 * random.next();
    const zoom = 1 + random.next();
    const radius = (FOCUS * size * zoom) / distance;
    if (radius >= radii.least && radius <= radii.most)
      return { kind, size, distance, zoom, radius };
  }
}

/** Shares of a pixel that the shape covers, from four points in it. */
function coverage(inside: (x: number, y: number) => boolean, x: number, y: number, radius: number) {
  let covered = 0;
  for (const dx of [-0.25, 0.25]) {
    for (const dy of [-0.25, 0.25]) {
      if (inside((x + dx) / radius, (y + dy) / radius)) covered += 0.25;
    }
  }
  return covered;
}

function render(
  scene: Scene,
  random: Random,
  into: { readonly sample: Uint8Array; readonly mask: Uint8Array },
): void {
  const { radius } = scene;
  const inside = kinds[names[scene.kind]!]!;
  const place = () => radius + (SIDE - 1 - 2 * radius) * random.next();
  const [left, top] = [place(), place()];
  const ground = 190 + 50 * random.next();
  const colour = Array.from({ length: CHANNELS }, () => 150 * random.next());
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const share = coverage(inside, (pixel % SIDE) - left, Math.floor(pixel / SIDE) - top, radius);
    into.mask[pixel] = share >= 0.5 ? 1 : 0;
    for (let c = 0; c < CHANNELS; c++) {
      const value = ground + (colour[c]! - ground) * share + 12 * random.normal();
      into.sample[pixel * CHANNELS + c] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
}

function draw(count: number, random: Random): Samples {
  const pixels = SIDE * SIDE;
  const sample = new Uint8Array(count * pixels * CHANNELS);
  const mask = new Uint8Array(count * pixels);
  const scenes = Array.from({ length: count }, (_, i) => {
    const scene = drawScene(random, i % names.length);
    render(scene, random, {
      sample: sample.subarray(i * pixels * CHANNELS, (i + 1) * pixels * CHANNELS),
      mask: mask.subarray(i * pixels, (i + 1) * pixels),
    });
    return scene;
  });
  const camera = Float32Array.from(scenes.flatMap(({ distance, zoom }) => [distance, zoom]));
  return {
    count,
    columns: {
      sample: { shape: [SIDE, SIDE, CHANNELS], values: sample },
      camera: { shape: [2], values: camera },
      target: { shape: [], values: Uint8Array.from(scenes, ({ kind }) => kind), dtype: 'int32' },
      mask: { shape: [SIDE, SIDE, 1], values: mask },
      size: { shape: [], values: Float32Array.from(scenes, ({ size }) => size) },
    },
  };
}

export const shapes = defineDataset({
  spec: {
    id: 'shapes',
    doc: 'Rendered pictures of a disc, a square or a triangle, with where it is, how large it is and how far away.',
    ...generated,
    citation: 'Made for this program.',
    params: {
      pictures: int(1200, 'Number of pictures, a third of each shape.', { min: 30, max: 20_000 }),
    },
    columns: {
      sample: { shape: [SIDE, SIDE, CHANNELS], dtype: 'uint8', doc: 'The picture, 0 … 255.' },
      camera: {
        shape: [2],
        dtype: 'float32',
        doc: 'How the picture was taken.',
        features: [
          { name: 'distance', type: 'number' },
          { name: 'zoom', type: 'number' },
        ],
      },
      target: { shape: [], dtype: 'uint8', doc: 'The kind of the shape.', classes: names },
      mask: { shape: [SIDE, SIDE, 1], dtype: 'uint8', doc: '1 where the shape is, else 0.' },
      size: { shape: [], dtype: 'float32', doc: 'How large the thing is, in metres.' },
    },
    samples: { train: 1200, test: 0 },
    describe: ({ pictures }) => ({ samples: { train: Number(pictures), test: 0 } }),
  },
  load: async ({ parameters, random }) =>
    withoutTest(draw((parameters as { pictures: number }).pictures, random)),
});
