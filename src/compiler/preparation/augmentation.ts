/**
 * Steps that vary the samples of the training part: another way in every epoch, never in validation, prediction or
 * export. `runtime/augmentation/` computes them on batches, in the order of the kinds there.
 */
import type { Params, ValuesOf } from '../params';
import { shapeText } from '../words';
import { receivedPicture } from './pictures';
import {
  definePreparation,
  type PreparationDefinition,
  PreparationError,
  received,
  type Signal,
} from './preparation';

interface Augmentation<K extends string, P extends Params> {
  readonly kind: K;
  readonly doc: string;
  readonly params: P;
  readonly face: (config: ValuesOf<P>) => readonly [string, string];
}

const picture: Signal = { shape: [8, 8, 3], dtype: 'uint8' };
const tokens: Signal = { shape: [6], dtype: 'int32' };
const series: Signal = { shape: [14, 2], dtype: 'float32' };

function augmentation<const K extends string, const P extends Params>(
  { kind, doc, params, face }: Augmentation<K, P>,
  accept: (kind: string, input: Signal | undefined) => Signal,
  example: Signal,
): PreparationDefinition<K, P> {
  return definePreparation({
    kind,
    doc,
    params,
    face,
    augments: true,
    inputs: { min: 1, max: 1 },
    outputs: { min: 1, max: Number.POSITIVE_INFINITY },
    output: (_config, input) => accept(kind, input),
    examples: [{ config: {}, input: example, output: example }],
  });
}

/** A step that varies pictures. */
export const ofPictures = <const K extends string, const P extends Params>(
  given: Augmentation<K, P>,
) => augmentation(given, receivedPicture, picture);

/** A step that varies sequences of tokens. */
export const ofTokens = <const K extends string, const P extends Params>(
  given: Augmentation<K, P>,
) =>
  augmentation(
    given,
    (kind, input) => {
      const signal = received(kind, input);
      if (signal.dtype === 'int32' && signal.shape.length === 1) return signal;
      throw new PreparationError(
        'tokens-input',
        `${kind} receives ${shapeText(signal.shape)} of ${signal.dtype}; it expects a sequence of tokens.`,
        'Put a TextVectorization with the output mode int before it.',
        { kind },
      );
    },
    tokens,
  );

/** A step that varies measurements: series and rows of numbers. */
export const ofNumbers = <const K extends string, const P extends Params>(
  given: Augmentation<K, P>,
) => augmentation(given, received, series);
