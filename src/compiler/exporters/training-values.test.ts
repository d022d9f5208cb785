import { expect, it } from 'vitest';
import type { Document, Phase } from '../../graph/document';
import { lower } from '../lower';
import { exampleDocument } from '../testing/example';
import { exporters } from './all';
import { kerasTraining } from './keras-training';
import { typescript } from './typescript';

const phase = (more: Partial<Phase>): Phase => ({
  procedure: 'gradient',
  networks: { model: 'main' },
  epochs: 1,
  config: {},
  ...more,
});

/** A network of one Dense layer that stands still at first. */
function inputOf(...phases: Phase[]) {
  const example = { config: { units: 2 }, inputs: [[3]], output: [2] };
  const document: Document = {
    ...exampleDocument('Dense', example),
    training: { seed: 1, batchSize: 4, phases },
  };
  return { document, program: lower(document), weights: new Map() };
}

it.each([...exporters.values()])(
  'reads class weights for $id just where it writes training',
  (exporter) => {
    const loss = phase({ config: { classWeights: 'balanced' } });
    const { document, program } = inputOf(loss);
    const tensor = (shape: readonly number[]) => ({
      shape,
      values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
    });
    const weights = new Map(
      program.calls.flatMap(({ id, weights: all }) =>
        all.map(({ name, shape }) => [`${id}.${name}`, tensor(shape)] as const),
      ),
    );
    let isRead = false;
    const input = {
      ...{ document, program, weights, ownLayers: '', pageScript: '//' },
      get classWeights() {
        isRead = true;
        return { out: [1, 2] };
      },
    };
    exporter.files(input);
    expect(isRead).toBe(exporter.writesTraining === true);
  },
);

const model = (...phases: Phase[]): string =>
  String(typescript.files(inputOf(...phases)).get('model.ts'));

it('lets layers move again in the phase after the one that holds them still', () => {
  const phases = [phase({ frozen: ['node'] }), phase({})];
  expect(kerasTraining(inputOf(...phases))).toMatch(/\{"node": False\}[\s\S]*\{"node": True\}/);
  expect(model(...phases)).toMatch(/"node"\)\.trainable = false[\s\S]*"node"\)\.trainable = true/);
});

it('says in TypeScript what TensorFlow.js does otherwise than the document', () => {
  const config = { optimizer: { id: 'adamw' }, clipping: { id: 'value', limit: 1 } };
  const text = model(phase({ config }));
  expect(text).toContain('// TensorFlow.js has no adamw; adam comes nearest.');
  expect(text).toContain('// Gradients stay as they are; the document clips them.');
  expect(model(phase({}))).not.toContain('// ');
});

it('trains nothing in TypeScript where a phase trains another network', () => {
  expect(model(phase({ networks: { model: 'other' } }))).not.toContain('train(');
});
