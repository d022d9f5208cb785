/** Where TensorFlow.js treats sequences otherwise than Keras and the studio: padding, and first states. */

import { concatenationAxis, maskFlow, readsMask, recurrentKinds } from '../masks';
import type { Choice } from '../params';
import type { Call, Program } from '../program';
import { type Gap, gapsBy } from './exporter';

/** Why a call over padding would give other values; asked only where padding arrives. */
function paddingGap(call: Call): string | undefined {
  const { kind, config, inputs } = call;
  switch (kind) {
    case 'MultiHeadAttention':
      return new Set(inputs).size > 1 ? FIRST_ALONE : undefined;
    case 'Attention':
    case 'AdditiveAttention':
      return FIRST_ALONE;
    case 'Bidirectional':
      return (config.layer as Choice).returnSequences === true // by the kind's declaration
        ? 'At padding TensorFlow.js repeats the last step of Bidirectional; the studio and Keras give zeros.'
        : undefined;
    case 'ConvLSTM2D':
      return "TensorFlow.js' ConvLSTM2D cannot step over padding.";
    case 'Concatenate':
      return concatenationAxis(call) === 1
        ? 'TensorFlow.js cannot put sequences with padding one after the other.'
        : undefined;
    default:
      return undefined;
  }
}

const FIRST_ALONE =
  'Of several inputs TensorFlow.js hands on the padding of the first one; the others would count whole.';

const isStarted = ({ kind, inputs }: Call): boolean =>
  recurrentKinds.includes(kind) && inputs.length > 1;

/** First states stand in arguments that all layers of a model share. */
function statesGap(call: Call, later: readonly Call[]): string | undefined {
  if (!isStarted(call)) return undefined;
  if (call.kind === 'ConvLSTM2D')
    return "TensorFlow.js' ConvLSTM2D takes no first states in a model.";
  return later.some(({ kind }) => recurrentKinds.includes(kind))
    ? 'TensorFlow.js gives the first states of a layer to the recurrent layers after it as well.'
    : undefined;
}

/** Values whose padding comes from Masking, which a saved model counts as steps: seen with LSTM and attention. */
function hiddenByMasking(program: Program, masked: ReadonlySet<string>): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const { id, kind, inputs } of program.calls) {
    const isHanded = masked.has(id) && inputs.some((from) => hidden.has(from));
    if (kind === 'Masking' || isHanded) hidden.add(id);
  }
  return hidden;
}

export function tfjsGaps(program: Program): Gap[] {
  const { masked } = maskFlow(program);
  const hidden = hiddenByMasking(program, masked);
  const places = new Map(program.calls.map((call, i) => [call, i]));
  return gapsBy(program, (call) => {
    const isPadded = call.inputs.some((id) => masked.has(id));
    const later = program.calls.slice((places.get(call) ?? 0) + 1);
    if (readsMask(call) && call.inputs.some((id) => hidden.has(id))) {
      return 'In a model of TensorFlow.js the steps that Masking hides would count.';
    }
    return statesGap(call, later) ?? (isPadded ? paddingGap(call) : undefined);
  });
}
