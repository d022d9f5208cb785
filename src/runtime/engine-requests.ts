/** Answers to the studio's questions about a document that is ready: samples, predictions, evaluation, weights. */
import type { Document } from '../graph/document';
import type { PreparedData } from './dataset';
import { generate } from './drivers/generate';
import { sampleView } from './engine-probes';
import { confusionsOf } from './evaluate';
import { sampleShapes } from './input-tensors';
import type { Model } from './model';
import { prepareRaw } from './prepare';
import type { FromWorker, ToWorker } from './protocol';
import { createRandom } from './random';
import { evaluateModels, predict, weightsFile } from './session';

export type Send = (message: FromWorker, transfer?: ArrayBuffer[]) => void;

export type Question = Extract<ToWorker, { readonly request: number }>;

/** A document made ready: data on the host, models on the device. */
export interface Ready {
  readonly document: Document;
  readonly data: PreparedData;
  readonly models: ReadonlyMap<string, Model>;
}

/** Sends the answer; throws what people should read. */
export async function reply(message: Question, ready: Ready, send: Send): Promise<void> {
  const { document, data, models } = ready;
  const { request } = message;
  switch (message.type) {
    case 'sample': {
      const sample = sampleView(data, message.part, message.index);
      send({ type: 'sample', request, sample });
      return;
    }
    case 'predict': {
      const { raw, inputs } = message;
      const prepared = raw ? prepareRaw(document, data.fitted, inputs) : inputs;
      const model = modelFor(models, prepared);
      const shapes = sampleShapes(model.program, document);
      send({ type: 'prediction', request, outputs: await predict(model, shapes, prepared) });
      return;
    }
    case 'evaluate': {
      const { training } = document;
      const metrics = training ? await evaluateModels(models, training, data) : {};
      const all = [...models.values()].filter(({ program }) =>
        program.inputs.every((id) => data.validation.inputs[id]),
      );
      const confusions = await Promise.all(
        all.map((model) => confusionsOf(model, data.validation, data.classes)),
      );
      send({ type: 'evaluation', request, metrics, confusions: confusions.flat() });
      return;
    }
    case 'generate': {
      await sendGenerated(request, message.count, ready, send);
      return;
    }
    case 'save-weights': {
      const { buffer } = await weightsFile(models);
      const bytes = buffer as ArrayBuffer; // never shared: weightsFile made it
      send({ type: 'weights', request, bytes }, [bytes]);
      return;
    }
  }
}

async function sendGenerated(
  request: number,
  count: number,
  { document, data, models }: Ready,
  send: Send,
): Promise<void> {
  // The same noise each time, so that pictures differ by the weights alone.
  const random = createRandom(document.training?.seed ?? 0).fork('generate');
  const part = data.validation.count > 0 ? data.validation : data.train;
  const output = generate(document, models, { part, random, count });
  if (!output)
    throw new Error('This document has nothing that generates. Train a generator first.');
  const values = Float32Array.from(await output.data());
  const { shape } = output;
  output.dispose();
  send({ type: 'generated', request, shape, values });
}

function modelFor(models: ReadonlyMap<string, Model>, inputs: Readonly<Record<string, unknown>>) {
  const all = [...models.values()];
  const model = all.find(({ program }) => program.inputs.every((id) => inputs[id]));
  if (model) return model;
  const expected = all.map(({ program }) => program.inputs.join(', ')).join('; ');
  throw new Error(
    `The sample names the inputs ${Object.keys(inputs).join(', ') || 'none'}; expected ${expected}. Name each input.`,
  );
}
