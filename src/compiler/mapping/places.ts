/** The weights of programs that a tensor of a file may become, and the names under which files know them. */
import type { Program } from '../program';
import { type Layout, layoutsOf } from './layouts';

export interface WeightPlace {
  /** `<network>.<call>.<weight>`: unique. */
  readonly key: string;
  readonly network: string;
  readonly call: string;
  readonly weight: string;
  readonly shape: readonly number[];
  readonly layouts: readonly Layout[];
}

/** In the order of computation; a call that borrows its weights has none of its own. */
export function weightPlaces(programs: readonly Program[]): readonly WeightPlace[] {
  return programs.flatMap((program) =>
    program.calls
      .filter(({ sharesWith }) => sharesWith === undefined)
      .flatMap((call) =>
        call.weights.map(({ name, shape }) => ({
          key: `${program.network}.${call.id}.${name}`,
          network: program.network,
          call: call.id,
          weight: name,
          shape,
          layouts: layoutsOf(program, call, { name, shape }),
        })),
      ),
  );
}

/** What PyTorch, Keras and Flax call a weight, besides its name here. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  kernel: ['weight', 'weight_ih'],
  recurrentKernel: ['weight_hh'],
  ...{ forwardKernel: ['weight_ih'], forwardRecurrentKernel: ['weight_hh'], forwardBias: ['bias'] },
  backwardKernel: ['weight_ih_reverse'],
  backwardRecurrentKernel: ['weight_hh_reverse'],
  backwardBias: ['bias_reverse'],
  ...attentionWords(),
  gamma: ['weight', 'scale'],
  beta: ['bias'],
  movingMean: ['running_mean', 'mean'],
  movingVariance: ['running_var', 'var'],
  embeddings: ['weight', 'embedding'],
  depthwiseKernel: ['weight', 'depthwise.weight', '0.weight'],
  pointwiseKernel: ['pointwise.weight', '1.weight'],
  alpha: ['weight'],
};

/** As `torch-modules.ts` names them, and as most models write them apart. */
function attentionWords(): Record<string, readonly string[]> {
  const ofPart = (part: string, short: string): [string, readonly string[]][] => [
    [`${part}Kernel`, [`${part}_weight`, `${short}.weight`]],
    [`${part}Bias`, [`${part}_bias`, `${short}.bias`]],
  ];
  return Object.fromEntries([
    ...ofPart('query', 'q_proj'),
    ...ofPart('key', 'k_proj'),
    ...ofPart('value', 'v_proj'),
    ...ofPart('output', 'out_proj'),
  ]);
}

/** Names that differ in case, dots, slashes and underscores alone are one. */
export const plainName = (name: string): string =>
  name
    .replace(/:0$/, '')
    .replace(/[a-z](?=[A-Z])/g, '$&_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');

export const wordsOf = (weight: string): readonly string[] => [
  weight,
  ...(otherWords[weight] ?? []),
];

/** Plain names of a place, with and without its network. */
export function namesOf({ network, call, weight }: WeightPlace): readonly string[] {
  return wordsOf(weight).flatMap((word) =>
    [`${call}.${word}`, `${network}.${call}.${word}`].map(plainName),
  );
}
