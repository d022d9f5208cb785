/** Where Keras 3 keeps weights in its HDF5 files. */
import type { Config } from '../../graph/document';
import type { Program } from '../program';
import { snake } from '../tfjs-config';
import { type ExportInput, weightsOfCall } from './exporter';
import type { Hdf5Dataset, Hdf5Group } from './files';
import { type KerasLayer, kerasLayers } from './keras-config';
import { kerasOrder } from './keras-order';

type Home = (names: readonly string[], config: Config) => readonly string[];

/** Paths of a layer's weights below it, in declared order; default `vars/0`, `vars/1` … */
const homes: Readonly<Record<string, Home>> = {
  Bidirectional: inBothWays,
  TimeDistributed: (names, config) => within('layer', homesOf(innerOf(config), names, config)),
  RNN: inStack,
  LSTM: inCell,
  GRU: inCell,
  SimpleRNN: inCell,
  ConvLSTM1D: inCell,
  ConvLSTM2D: inCell,
  ConvLSTM3D: inCell,
  MultiHeadAttention: (names) =>
    numbered(names, (name) =>
      name.startsWith('gate') ? '_gate_dense' : `${/^[a-z]+/.exec(name)?.[0]}_dense`,
    ),
};

const within = (folder: string, paths: readonly string[]): string[] =>
  paths.map((path) => `${folder}/${path}`);

/** The kind that a wrapper was told, by its declaration. */
const innerOf = ({ layer }: Config): string => String((layer as Config | undefined)?.id);

/** `forwardKernel` … lie in the forward layer as in a layer of their own. */
function inBothWays(names: readonly string[], config: Config): string[] {
  return ['forward', 'backward'].flatMap((direction) => {
    const own = names.filter((name) => name.startsWith(direction));
    return within(`${direction}_layer`, homesOf(innerOf(config), own, config));
  });
}

/** Where the cells of a stack lie, which count by class; a single one stands there without a stack. */
function stackFolders(classNames: readonly string[]): string[] {
  if (classNames.length === 1) return ['cell'];
  const counts = new Map<string, number>();
  return classNames.map((className) => {
    const name = groupName(className);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return `cell/cells/${count === 0 ? name : `${name}_${count}`}`;
  });
}

/** Of an RNN in Keras' form. */
function cellClasses({ cell }: Config): string[] {
  const { class_name, config: own } = cell as { class_name: string; config: Config }; // Keras' form of a layer
  const { cells } = own;
  return Array.isArray(cells)
    ? cells.map((each) => String((each as Config).class_name))
    : [class_name];
}

/** The weights of each cell end in its number where there are several. */
function inStack(names: readonly string[], { cells }: Config): string[] {
  const stack = (Array.isArray(cells) ? cells : []) as readonly Config[]; // choices, by the declaration
  return stackFolders(stack.map(({ id }) => String(id))).flatMap((folder, i) => {
    const own = names.filter((weight) => stack.length === 1 || weight.endsWith(String(i + 1)));
    return within(
      folder,
      own.map((_, at) => `vars/${at}`),
    );
  });
}

function inCell(names: readonly string[]): string[] {
  return names.map((_, i) => `cell/vars/${i}`);
}

/** `query_dense/vars/0`, `query_dense/vars/1`: weights count within the part of the layer that has them. */
function numbered(names: readonly string[], partOf: (name: string) => string): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const part = partOf(name);
    const index = counts.get(part) ?? 0;
    counts.set(part, index + 1);
    return `${part}/vars/${index}`;
  });
}

/** Keras saves the state of a layer's random generator, two 32-bit words, as a weight. */
const generators: Readonly<Record<string, (config: KerasLayer['config']) => string | undefined>> = {
  Dropout: ({ rate }) => (Number(rate) > 0 ? 'seed_generator' : undefined),
  AlphaDropout: ({ rate }) => (Number(rate) > 0 ? 'seed_generator' : undefined),
  GaussianDropout: ({ rate }) => (Number(rate) > 0 ? 'seed_generator' : undefined),
  GaussianNoise: ({ stddev }) => (Number(stddev) > 0 ? 'seed_generator' : undefined),
  SpatialDropout1D: ({ rate }) => (Number(rate) > 0 ? 'seed_generator' : undefined),
  SpatialDropout2D: ({ rate }) => (Number(rate) > 0 ? 'seed_generator' : undefined),
  SpatialDropout3D: ({ rate }) => (Number(rate) > 0 ? 'seed_generator' : undefined),
  LSTM: () => 'cell/seed_generator',
  GRU: () => 'cell/seed_generator',
  SimpleRNN: () => 'cell/seed_generator',
};

/** A wrapper's layers have generators too. */
function generatorsOf(className: string, config: Config): string[] {
  const own = generators[className]?.(config);
  if (own) return [own];
  if (className === 'RNN')
    return stackFolders(cellClasses(config)).map((at) => `${at}/seed_generator`);
  const parts: Readonly<Record<string, readonly string[]>> = {
    Bidirectional: ['forward_layer', 'backward_layer'],
    TimeDistributed: ['layer'],
  };
  const inner = config.layer as { class_name: string; config: Config } | undefined; // Keras' form of a layer
  if (!inner) return [];
  return (parts[className] ?? []).flatMap((part) =>
    generatorsOf(inner.class_name, inner.config).map((path) => `${part}/${path}`),
  );
}

/** `Conv2D` → `conv2d`, `BatchNormalization` → `batch_normalization` (`keras.src.utils.naming`). */
export function groupName(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** `model.weights.h5` of the `.keras` file, and what `load_weights` reads. */
export function kerasWeights(input: ExportInput): Hdf5Group {
  const { program } = input;
  const used = new Map<string, number>();
  const groups: Record<string, Hdf5Group> = {};
  for (const layer of kerasOrder(program, kerasLayers(program))) {
    const name = groupName(layer.className);
    const count = used.get(name) ?? 0;
    used.set(name, count + 1);
    const paths = new Map<string, Hdf5Dataset>(
      layerWeights(input, layer).map(({ path, data }) => [path, data]),
    );
    for (const generator of generatorsOf(layer.className, layer.config)) {
      const values = new Uint32Array(2);
      paths.set(`${generator}/vars/0`, { shape: [2], dtype: 'uint32', values });
    }
    groups[count === 0 ? name : `${name}_${count}`] = tree(paths, layer.name);
  }
  return { groups: { layers: { groups }, vars: {} } };
}

/** The paths of a layer's weights below it, in declared order. */
export function homesOf(
  className: string,
  names: readonly string[],
  config: Config,
): readonly string[] {
  return homes[className]?.(names, config) ?? names.map((_, i) => `vars/${i}`);
}

function layerWeights(input: ExportInput, layer: KerasLayer) {
  const weights = weightsOfCall(input, layer.calls[0]!);
  const names = weights.map(({ name }) => name);
  const paths = homesOf(layer.className, names, layer.calls[0]!.config);
  return weights.map(({ name, shape, values }, i) => {
    const data: Hdf5Dataset = { shape, dtype: 'float32', values };
    return { name, path: paths[i]!, data };
  });
}

/** Nested groups from paths. Every group that Keras would make is there, with `vars` in it. */
function tree(paths: ReadonlyMap<string, Hdf5Dataset>, name: string): Hdf5Group {
  const datasets: Record<string, Hdf5Dataset> = {};
  const inner = new Map<string, Map<string, Hdf5Dataset>>();
  for (const [path, data] of paths) {
    const at = path.indexOf('/');
    if (at < 0) datasets[path] = data;
    else {
      const group = inner.get(path.slice(0, at)) ?? new Map<string, Hdf5Dataset>();
      inner.set(path.slice(0, at), group.set(path.slice(at + 1), data));
    }
  }
  const groups = Object.fromEntries([...inner].map(([key, set]) => [key, tree(set, '')]));
  if (name === '') return { groups, datasets };
  const vars = groups.vars ?? {};
  return { groups: { ...groups, vars: { ...vars, attributes: { name } } }, datasets };
}

/** `model_weights` of the older HDF5 file: a group a layer, weights by name. */
export function legacyWeights(input: ExportInput, program: Program): Hdf5Group {
  const layers = kerasOrder(program, kerasLayers(program));
  const groups = layers.map((layer) => {
    const weights = layerWeights(input, layer);
    const names = weights.map(({ name }) => snake(name));
    const datasets = Object.fromEntries(weights.map(({ data }, i) => [names[i]!, data]));
    return [
      layer.name,
      {
        attributes: { weight_names: names.map((name) => `${layer.name}/${name}`) },
        groups: names.length > 0 ? { [layer.name]: { datasets } } : {},
      },
    ] as const;
  });
  return {
    attributes: {
      layer_names: layers.map(({ name }) => name),
      backend: 'tensorflow',
      keras_version: KERAS_VERSION,
    },
    groups: {
      ...Object.fromEntries(groups),
      top_level_model_weights: { attributes: { weight_names: [] } },
    },
  };
}

/** The version whose file format is written. */
export const KERAS_VERSION = '3.15.1';
