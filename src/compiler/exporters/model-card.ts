/** A model card in Markdown (Mitchell et al., 2019): what was trained, on what, how well, and what it is not for. */
import { numberText, shapeText } from '../words';
import { defineExporter, type ExportInput } from './exporter';
import { flowchart } from './mermaid';

export const modelCard = defineExporter({
  id: 'model-card',
  label: 'Model card',
  doc: 'Markdown that says what the model is, its data and licence, its metrics and its limits.',
  gaps: () => [],
  files: (input) => new Map([['MODEL_CARD.md', card(input)]]),
});

const counted = (input: ExportInput): number =>
  [...input.weights.values()].reduce((sum, { values }) => sum + values.length, 0);

function dataLines({ data }: ExportInput): string[] {
  if (!data) return ['The document names no data.'];
  const { id, doc, licence, citation, samples } = data.spec;
  return [
    `**${id}**: ${doc}`,
    '',
    `- Samples: ${numberText(samples.train)} to train on, ${numberText(samples.test)} to test.`,
    `- Licence: ${licence}`,
    `- Citation: ${citation}`,
  ];
}

function metricLines({ metrics = {} }: ExportInput): string[] {
  const rows = Object.entries(metrics).map(([name, value]) => `| ${name} | ${value} |`);
  if (rows.length === 0) return ['The weights were not trained: they are as drawn from the seed.'];
  return ['Of the last epoch of training.', '', '| metric | value |', '| --- | --- |', ...rows];
}

function trainingLines({ document }: ExportInput): string[] {
  const { training } = document;
  if (!training) return ['The document does not say how to train.'];
  const phases = training.phases.map(({ procedure, epochs, config }, i) => {
    const { id = 'adam', learningRate } = (config.optimizer ?? {}) as Record<string, unknown>; // a choice
    const rate = learningRate === undefined ? '' : `, learning rate ${String(learningRate)}`;
    return `${i + 1}. ${procedure}, ${epochs} epochs, ${String(id)}${rate}`;
  });
  return [...phases, '', `Batches of ${training.batchSize}, seed ${training.seed}.`];
}

function card(input: ExportInput): string {
  const { document, program } = input;
  const ends = (ids: readonly string[]): string =>
    ids
      .map((id) => {
        const call = program.calls.find((candidate) => candidate.id === id);
        return `\`${id}\` (${shapeText(call?.outputShape ?? [])})`;
      })
      .join(', ');
  const macs = program.calls.reduce((sum, call) => sum + call.macs, 0);
  const { about } = document;
  return `${[
    `# ${document.name}`,
    ...(about ? ['', about.description] : []),
    ...(about?.paper ? ['', `After ${about.paper}.`] : []),
    '',
    '## Model',
    '',
    `- Inputs: ${ends(program.inputs)}; outputs: ${ends(program.outputs)}. The batch comes first and channels last.`,
    `- Parameters: ${numberText(counted(input))}; multiply-adds a sample: ${numberText(macs)}.`,
    '',
    '```mermaid',
    flowchart(program).trimEnd(),
    '```',
    '',
    '## Data',
    '',
    ...dataLines(input),
    '',
    '## Training',
    '',
    ...trainingLines(input),
    '',
    '## Metrics',
    '',
    ...metricLines(input),
    '',
    '## Limits',
    '',
    'The model knows what its data showed it. On inputs of another kind its answers mean nothing, and their confidence',
    'is no measure of their truth. It was not examined for fairness or safety; examine it before it decides about people.',
  ].join('\n')}\n`;
}
