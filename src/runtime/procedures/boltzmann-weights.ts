import type { Variable } from '@tensorflow/tfjs';
import type { Model } from '../model';

/** The weights of a Boltzmann machine drawn as two Dense layers. */
export interface BoltzmannWeights {
  /** [visible, hidden] */
  readonly kernel: Variable;
  readonly hidden: Variable;
  /** [hidden, visible], kept equal to the transposed kernel. */
  readonly back: Variable;
  readonly visible: Variable;
}

/** Finds them by shape; throws an `Error` for people where the network is not drawn so. */
export function boltzmannWeights({ program, variables }: Model): BoltzmannWeights {
  const calls = program.calls.filter((call) => call.weights.length > 0);
  const [up, down] = calls;
  const isPair =
    calls.length === 2 &&
    [up, down].every((call) => call!.kind === 'Dense' && call!.config.activation === 'sigmoid');
  const weight = (call: typeof up, name: string) => variables.get(`${call?.id}.${name}`);
  const [kernel, hidden] = [weight(up, 'kernel'), weight(up, 'bias')];
  const [back, visible] = [weight(down, 'kernel'), weight(down, 'bias')];
  if (
    isPair &&
    kernel !== undefined &&
    hidden !== undefined &&
    back !== undefined &&
    visible !== undefined &&
    kernel.shape[0] === back.shape[1]
  ) {
    return { kernel, hidden, back, visible };
  }
  const received = calls.map((call) => `${call.id} (${call.kind})`).join(', ') || 'none';
  throw new Error(
    `The network ${program.network} has the layers with weights ${received}; contrastive divergence expects two ` +
      'sigmoid Dense layers with biases, the second as large as the input. Draw them so, or choose another procedure.',
  );
}
