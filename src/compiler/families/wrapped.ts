/** A layer inside another: chosen by its kind, with its parameters beside it: `{ id: 'LSTM', units: 32 }`. */
import type { Config } from '../../graph/document';
import type { AnyLayer, LayerDefinition, Shape, WeightSpec } from '../layer';
import type { Choice, Params } from '../params';

/** A definition as a choice; `without` are parameters that the layer around it has, or that mean nothing inside. */
export function inside<K extends string, P extends Params>(
  definition: LayerDefinition<K, P>,
  without: readonly string[],
): AnyLayer {
  const params = Object.entries(definition.params).filter(([name]) => !without.includes(name));
  // Its rules read a config that `innerOf` completes by the defaults of what was left out.
  return { ...definition, params: Object.fromEntries(params) } as unknown as AnyLayer;
}

/** The rules of an inner layer with its config in them. */
export interface Inner {
  readonly kind: string;
  readonly config: Config;
  readonly inputPorts: readonly string[];
  readonly outputPorts: readonly string[];
  readonly face: readonly [string, string];
  output(x: Shape): Shape;
  /** Shapes of its states, whether it gives them or not. */
  states(x: Shape): readonly Shape[];
  weights(x: Shape): readonly WeightSpec[];
  macs(x: Shape, output: Shape): number;
}

/** What a choice among `kinds` stands for. */
export function innerOf(kinds: Readonly<Record<string, AnyLayer>>, choice: Choice): Inner {
  const { id, ...given } = choice;
  const layer = kinds[id]!; // parameters are checked before rules are asked
  // A choice is filled by the params of its kind.
  const config = { ...absent, ...given } as unknown as Parameters<AnyLayer['output']>[0];
  return {
    kind: layer.kind,
    config: config as Config,
    inputPorts: (layer.inputPorts?.(config) ?? []).map(({ port }) => port),
    outputPorts: layer.outputPorts?.(config) ?? [],
    face: layer.face?.(config) ?? ['', ''],
    output: (x) => layer.output(config, [x], ['in']),
    states: (x) => layer.moreOutputs?.({ ...config, ...shown }, [x]) ?? [],
    weights: (x) => layer.weights?.(config, [x]) ?? [],
    macs: (x, output) => layer.macs?.(config, [x], output) ?? 0,
  };
}

const shown = { returnState: true } as unknown as Parameters<AnyLayer['output']>[0];

/** Values of the parameters that are left out inside. */
const absent: Config = {
  returnSequences: false,
  returnState: false,
  initialState: false,
  unroll: false,
};

/** The weights of an inner layer, under other names and with their parameters in its own config. */
export function innerWeights(
  weights: readonly WeightSpec[],
  of: Config,
  nameOf: (name: string) => string,
): WeightSpec[] {
  return weights.map((weight) => ({
    ...weight,
    name: nameOf(weight.name),
    param: weight.param ?? weight.name,
    of,
  }));
}

/** `kernel` → `forwardKernel` */
export const prefixed = (prefix: string, name: string): string =>
  `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}`;
