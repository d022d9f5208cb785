/** The reference of layers as Markdown, made from what the layer files say. `docs/layers.md` is its output. */
import type { Json } from '../graph/document';
import { activations, constraints, initializers, regularizers } from './fields';
import { type AnyLayer, groups } from './layer';
import { layerByKind, layers } from './layers/all';
import type { ChoiceParam, Param } from './params';
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
    ...sections,
    '## Choices',
    ...choiceSection('Initializers', initializers),
    ...choiceSection('Regularizers', regularizers),
    ...choiceSection('Constraints', constraints),
    '### Activations',
    activations.map((id) => `\`${id}\``).join(', '),
  ].join('\n\n')}\n`;
}

function layerSection(layer: AnyLayer): string[] {
  const { kind, doc, formula } = layer;
  return [
    `### ${kind}`,
    doc,
    ...(formula ? [`\`${formula}\``] : []),
    `Inputs: ${portsText(layer)}.${className(layer)}`,
    ...paramTable(layer.params),
    ...exampleTable(layer),
  ];
}

function portsText({ inputs: { min, max } }: AnyLayer): string {
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
    case 'choice':
      return `${choiceName(param)}${none}`;
  }
}

function choiceName(param: ChoiceParam): string {
  if (param.choices === initializers) return 'initializer';
  if (param.choices === regularizers) return 'regularizer';
  return param.choices === constraints ? 'constraint' : 'choice';
}

function rangeText({ min, max }: { readonly min: number; readonly max: number }): string {
  if (max >= 1e9) return min <= -1e9 ? 'any' : `${numberText(min)} and above`;
  return `${numberText(min)} to ${numberText(max)}`;
}

function defaultText(value: Json): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return `\`${value.map((entry) => entry ?? '?').join(', ')}\``;
  if (typeof value === 'object' && 'id' in value) return `\`${String(value.id)}\``;
  return typeof value === 'object' ? 'none' : `\`${String(value)}\``;
}

function exampleTable(layer: AnyLayer): string[] {
  if (layer.examples.length === 0) return [];
  const rows = layer.examples.map(({ config, inputs, output }) => {
    const given = inputs.map(shapeText).join(', ') || 'none';
    const values = Object.keys(config).length > 0 ? `\`${cell(JSON.stringify(config))}\`` : '';
    return `| ${given} | ${values} | ${shapeText(output)} |`;
  });
  return [['| input | config | output |', '| --- | --- | --- |', ...rows].join('\n')];
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
