/** LeNet as a person draws it: ten layers in two rows, the settings that differ from a new layer's, nine edges. */
import { expect, type Studio } from './studio';

interface Layer {
  readonly kind: string;
  readonly id: string;
  /** Output as its card says it, once everything is connected. */
  readonly shape: string;
  readonly set?: (studio: Studio) => Promise<void>;
}

const conv = (filters: number) => async (studio: Studio) => {
  await studio.setNumber(studio.words.filters, filters);
  await studio.setNumber(studio.words.kernelHeight, 5);
  await studio.choose(studio.words.activation, 'relu');
};

const dense = (units: number, activation: string) => async (studio: Studio) => {
  await studio.setNumber(studio.words.units, units);
  await studio.choose(studio.words.activation, activation);
};

export const lenet: readonly Layer[] = [
  {
    kind: 'Input',
    id: 'input',
    shape: '28×28×1',
    set: (studio) => studio.setText(studio.words.shape, '28×28×1'),
  },
  { kind: 'Conv2D', id: 'conv2d', shape: '24×24×6', set: conv(6) },
  { kind: 'MaxPooling2D', id: 'max_pooling2d', shape: '12×12×6' },
  { kind: 'Conv2D', id: 'conv2d_2', shape: '8×8×12', set: conv(12) },
  { kind: 'MaxPooling2D', id: 'max_pooling2d_2', shape: '4×4×12' },
  { kind: 'Flatten', id: 'flatten', shape: '192' },
  { kind: 'Dense', id: 'dense', shape: '120', set: dense(120, 'relu') },
  { kind: 'Dense', id: 'dense_2', shape: '60', set: dense(60, 'relu') },
  { kind: 'Dense', id: 'dense_3', shape: '10', set: dense(10, 'softmax') },
  { kind: 'Output', id: 'output', shape: '10' },
];

/** Where a layer is dropped: the Input on top, then a row of four and one of five. */
export function placeOf(index: number) {
  if (index === 0) return { x: 528, y: 80 };
  return index < 5
    ? { x: 110 + (index - 1) * 205, y: 240 }
    : { x: 110 + (index - 5) * 205, y: 400 };
}

/** Drags every layer from the palette and sets what differs from a new one. */
export async function dropLayers(studio: Studio): Promise<void> {
  for (const [index, layer] of lenet.entries()) {
    await studio.drop(layer.kind, placeOf(index));
    await layer.set?.(studio);
  }
}

export async function connectLayers(studio: Studio): Promise<void> {
  for (const [index, { id }] of lenet.entries()) {
    const next = lenet[index + 1];
    if (next) await studio.connect(id, next.id);
  }
}

/** Finds every layer by name and presses Enter: each goes behind the one before, connected. Then its settings, by keys. */
export async function typeLayers(studio: Studio): Promise<void> {
  for (const { kind, id, set } of lenet) {
    await studio.findAndInsert(kind);
    await expect(studio.card(id)).toBeFocused();
    if (!set) continue;
    await studio.toRegion(studio.inspector);
    await set(studio);
    await studio.toRegion(studio.canvas);
  }
}
