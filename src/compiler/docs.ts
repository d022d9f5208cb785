/** The reference of layers as Markdown, made from what the layer files say. `docs/layers.md` is its output. */
import type { Config, Json } from '../graph/document';
import { isConfig } from '../graph/json';
import { coverageOf } from './coverage';
import { activations, constraints, initializers, regularizers } from './fields';
import { type AnyLayer, type Example, groups, type Ports } from './layer';
import { layerByKind, layers } from './layers/all';
import type { ChoiceParam, Param } from './params';
import { applyRules } from './rules';
import { fill } from './values';
import { numberText, shapeText } from './words';

export function layersMarkdown(): string {
  const all = Object.keys(layers).flatMap((kind) => layerByKind(kind) ?? []);
  const sections = groups.flatMap((group) => {
    const members = all.filter((layer) => layer.group === group);
    return members.length === 0 ? [] : [`## ${group}`, ...members.flatMap(layerSection)];
  });
  return `${[
    '# Layers',
    'Generated from `src/compiler/layers/`. Shapes are without the batch; `?` is a free size. Names and defaults are those of Keras; every parameter is written out when a network is built or exported.',
    '## Coverage',
    'What each format makes of a kind. A module and a Python class come with the export; "partly" says what is missing.',
    coverageTable(all),
    ...sections,
    '## Choices',
    ...choiceSection('Initializers', initializers),
    ...choiceSection('Regularizers', regularizers),
    ...choiceSection('Constraints', constraints),
    '### Activations',
    activations.map((id) => `\`${id}\``).join(', '),
  ].join('\n\n')}\n`;
}

function coverageTable(all: readonly AnyLayer[]): string {
  const rows = all
    .filter(({ kind }) => kind !== 'Network')
    .map((layer) => ({ kind: layer.kind, coverage: coverageOf(layer) }));
  const formats = rows[0]?.coverage.map(({ format }) => format) ?? [];
  return [
    `| kind | ${formats.join(' | ')} |`,
    `| --- | ${formats.map(() => '---').join(' | ')} |`,
    ...rows.map(
      ({ kind, coverage }) => `| ${kind} | ${coverage.map(({ says }) => cell(says)).join(' | ')} |`,
    ),
  ].join('\n');
}

function layerSection(layer: AnyLayer): string[] {
  const { kind, doc, formula } = layer;
  return [
    `### ${kind}`,
    doc,
    ...(formula ? [`\`${formula}\``] : []),
    `Inputs: ${portsText(layer.inputs)}.${furtherPorts(layer)}${className(layer)}`,
    ...paramTable(layer.params),
    ...exampleTable(layer),
  ];
}

/** Ports that some configuration of the examples has, beside `in` and `out`. */
function furtherPorts({ params, inputPorts, outputPorts, examples }: AnyLayer): string {
  const configs = examples.map(({ config }) => fill(params, config));
  const inputs = new Map(
    configs.flatMap((config) => inputPorts?.(config) ?? []).map((port) => [port.port, port]),
  );
  const outputs = new Set(configs.flatMap((config) => outputPorts?.(config) ?? []));
  const into = [...inputs.values()].map((port) => `\`${port.port}\` ${portsText(port)}`);
  const out = [...outputs].map((port) => `\`${port}\``);
  return [
    into.length > 0 ? ` At further ports: ${into.join(', ')}.` : '',
    out.length > 0 ? ` Further outputs: ${out.join(', ')}.` : '',
  ].join('');
}

function portsText({ min, max }: Ports): string {
  if (max === 0) return 'none';
  if (min === max) return String(min);
  return max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`;
}

function className({ kind, className }: AnyLayer): string {
  if (className === null) return ' It has no layer of its own in TensorFlow.js and Keras.';
  return className === undefined || className === kind
    ? ''
    : ` In TensorFlow.js and Keras: \`${className}\`.`;
}

function paramTable(params: AnyLayer['params']): string[] {
  const rows = Object.entries(params).map(
    ([name, param]) =>
      `| \`${name}\` | ${typeText(param)} | ${defaultText(param.default)} | ${cell(param.doc)} |`,
  );
  if (rows.length === 0) return [];
  return [['| parameter | type | default | |', '| --- | --- | --- | --- |', ...rows].join('\n')];
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function typeText(param: Param): string {
  const none = param.nullable ? ' or none' : '';
  switch (param.type) {
    case 'int':
      return `whole number, ${rangeText(param)}${none}`;
    case 'float':
      return `number, ${rangeText(param)}${none}`;
    case 'bool':
      return 'true or false';
    case 'enum':
      return param.curve ? 'activation' : param.values.map((value) => `\`${value}\``).join(', ');
    case 'enums':
      return `any of ${param.values.map((value) => `\`${value}\``).join(', ')}`;
    case 'pair':
      return `height, width, ${rangeText(param)}${none}`;
    case 'ints':
      return `${param.decimals ? 'numbers' : 'whole numbers'}, ${rangeText(param)}${none}`;
    case 'text':
      return 'text';
    case 'record':
      return 'values by name';
    case 'choices':
      return `one or more of ${Object.keys(param.choices)
        .map((id) => `\`${id}\``)
        .join(', ')}`;
    case 'choice':
      return `${choiceName(param)}${none}`;
  }
}

function choiceName(param: ChoiceParam): string {
  if (param.choices === initializers) return 'initializer';
  if (param.choices === regularizers) return 'regularizer';
  if (param.choices === constraints) return 'constraint';
  return Object.keys(param.choices)
    .map((id) => `\`${id}\``)
    .join(', ');
}

function rangeText({ min, max }: { readonly min: number; readonly max: number }): string {
  if (max >= 1e9) return min <= -1e9 ? 'any' : `${numberText(min)} and above`;
  return `${numberText(min)} to ${numberText(max)}`;
}

const isChoice = (value: Json): value is Config => isConfig(value) && 'id' in value;

function defaultText(value: Json): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) {
    const entries = (value as readonly Json[]).map((entry) =>
      isChoice(entry) ? String(entry.id) : String(entry ?? '?'),
    );
    return `\`${entries.join(', ')}\``;
  }
  if (isChoice(value)) return `\`${String(value.id)}\``;
  return typeof value === 'object' ? 'none' : `\`${String(value)}\``;
}

function exampleTable(layer: AnyLayer): string[] {
  if (layer.examples.length === 0) return [];
  const rows = layer.examples.map((example) => exampleRow(layer, example));
  const head = '| input | config | output | how | weights | multiply-adds |';
  return [[head, '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n')];
}

function exampleRow(layer: AnyLayer, { config, inputs, ports, output }: Example): string {
  const { weights, macs, arithmetic } = applyRules(
    layer,
    config,
    {},
    {
      shapes: inputs,
      ...(ports ? { ports } : {}),
    },
  );
  const cells = [
    inputs.map(shapeText).join(', ') || 'none',
    Object.keys(config).length > 0 ? `\`${JSON.stringify(config)}\`` : '',
    shapeText(output),
    arithmetic ?? '',
    weights.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', '),
    macs > 0 ? numberText(macs) : '',
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function choiceSection(title: string, choices: ChoiceParam['choices']): string[] {
  const rows = Object.entries(choices).map(([id, { doc, params }]) => {
    const names = Object.entries(params)
      .map(([name, param]) => `\`${name}\` ${defaultText(param.default)}`)
      .join(', ');
    return `| \`${id}\` | ${cell(doc)} | ${names} |`;
  });
  return [`### ${title}`, ['| id | | parameters |', '| --- | --- | --- |', ...rows].join('\n')];
}
