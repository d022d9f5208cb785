/** What the benchmark trains: the product's own templates, with data of fixed noise in their shapes. */

import { lower } from '../src/compiler/lower';
import type { Program } from '../src/compiler/program';
import type { Document } from '../src/graph/document';
import type { PreparedData, PreparedPart } from '../src/runtime/dataset';
import { createRandom } from '../src/runtime/random';
import lenet from '../templates/lenet-digits.json';
import mlp from '../templates/mlp-digits.json';
import resnet8 from '../templates/resnet8-digits.json';

export const caseIds = ['lenet', 'mlp', 'resnet8'] as const;
export type CaseId = (typeof caseIds)[number];

/** The templates are read as JSON, whose literal types TypeScript widens. */
const documents = { lenet, mlp, resnet8 } as unknown as Readonly<Record<CaseId, Document>>;

/** ResNet-8 is compared on pictures of 32 × 32 × 3, as its literature does; the template has digits. */
const shapes: Readonly<Record<CaseId, readonly number[]>> = {
  lenet: [28, 28, 1],
  mlp: [28, 28, 1],
  resnet8: [32, 32, 3],
};

export const classes = 10;

export function shapeOf(id: CaseId): number[] {
  return [...shapes[id]];
}

/** The case's network, lowered. */
export function programOf(id: CaseId): Program {
  const document = documents[id];
  const main = document.networks.main!;
  const nodes = main.nodes.map((node) =>
    node.kind === 'Input' ? { ...node, config: { ...node.config, shape: shapeOf(id) } } : node,
  );
  return lower({ ...document, networks: { ...document.networks, main: { ...main, nodes } } });
}

/** Multiply-adds of one sample's forward pass. */
export function macsOf(id: CaseId): number {
  return programOf(id).calls.reduce((sum, call) => sum + call.macs, 0);
}

const empty = (inputs: PreparedPart['inputs'], targets: PreparedPart['targets']): PreparedPart => ({
  count: 0,
  inputs,
  targets,
  rows: new Int32Array(0),
});

/** A wave whose direction is the class, under noise: learnable, so that a step's direction is not chance alone. */
function pixel(index: number, shape: readonly number[], label: number, noise: number): number {
  const [, width, channels] = shape as [number, number, number];
  const column = Math.floor(index / channels) % width;
  const line = Math.floor(index / (channels * width));
  const angle = (Math.PI * label) / classes;
  const wave = Math.sin(0.6 * (column * Math.cos(angle) + line * Math.sin(angle)));
  return 0.25 * (wave + 1) + 0.5 * noise;
}

/** `count` pictures with labels, the same for the same count. */
export function dataOf(id: CaseId, count: number): PreparedData {
  const program = programOf(id);
  const random = createRandom(1).fork(id);
  const shape = shapeOf(id);
  const size = shape.reduce((all, axis) => all * axis, 1);
  const pixels = new Float32Array(count * size);
  const labels = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) {
    const label = random.int(classes);
    labels[i * classes + label] = 1;
    for (let j = 0; j < size; j++) {
      pixels[i * size + j] = pixel(j, shape, label, random.next());
    }
  }
  const inputs = { [program.inputs[0]!]: { shape, values: pixels } };
  const targets = { [program.outputs[0]!]: { shape: [classes], values: labels } };
  return {
    train: { count, inputs, targets, rows: Int32Array.from({ length: count }, (_, i) => i) },
    validation: empty(inputs, targets),
    classes: {},
    fitted: {},
    fingerprint: 'bench',
  };
}
