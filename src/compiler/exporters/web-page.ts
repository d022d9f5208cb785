/**
 * One HTML file that runs the trained model without network: the layers model of TensorFlow.js, its weights as base64,
 * what prepares an input, and the script of `app/page/` that asks for one and shows the answer.
 */
import type { Network } from '../../graph/document';
import { tfjsModel } from '../tfjs-config';
import type { DatasetSpec } from '../world';
import { defineExporter, type ExportData, type ExportInput } from './exporter';
import type { Base64 } from './files';
import { type StoredSpec, storedWeights } from './tfjs';
import { tfjsGaps } from './tfjs-sequences';

export const webPage = defineExporter({
  id: 'web-page',
  label: 'Web page',
  doc: 'One HTML file that runs the model offline, with an input made for its data.',
  runtime: 'page',
  needsPageScript: true,
  quantizations: ['float16', 'int8'],
  gaps: tfjsGaps,
  files: (input) => new Map([['index.html', { kind: 'text', parts: pageParts(input) }]]),
});

/** What the script of the page reads: element `content`. */
export interface PageContent {
  readonly name: string;
  readonly description?: string;
  /** By position, as the model takes them. */
  readonly inputs: readonly PageEnd[];
  readonly outputs: readonly PageEnd[];
  /** Class names by Output id. */
  readonly classes: ExportData['classes'];
  readonly modelTopology: object;
  /** In the order of the bytes in element `weights`. */
  readonly weightSpecs: readonly StoredSpec[];
  /** How raw samples become what the network receives; absent where the document names no data. */
  readonly data?: {
    readonly preparation: Network;
    readonly spec: DatasetSpec;
    readonly fitted: ExportData['fitted'];
  };
}

export interface PageEnd {
  readonly id: string;
  readonly shape: readonly (number | null)[];
}

function contentOf(
  { document, program, data }: ExportInput,
  weightSpecs: readonly StoredSpec[],
): PageContent {
  const end = (id: string): PageEnd => ({
    id,
    shape: program.calls.find((call) => call.id === id)?.outputShape ?? [],
  });
  return {
    name: document.name,
    ...(document.about ? { description: document.about.description } : {}),
    inputs: program.inputs.map(end),
    outputs: program.outputs.map(end),
    classes: data?.classes ?? {},
    modelTopology: tfjsModel(program),
    weightSpecs,
    ...(data && document.data
      ? {
          data: {
            preparation: document.data.preparation,
            spec: { ...data.spec, params: {} },
            fitted: data.fitted,
          },
        }
      : {}),
  };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** JSON in which no tag can end the element around it. */
const inScript = (content: PageContent): string =>
  JSON.stringify(content).replaceAll('<', '\\u003c');

/** JavaScript in which the same holds: the two marks stand in strings, comments and patterns only. */
const safeScript = (script: string): string =>
  script.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');

function pageParts(input: ExportInput): (string | Base64)[] {
  if (!input.pageScript) throw new Error('The export lacks the script of the web page.');
  const { specs, parts } = storedWeights(input);
  return [
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<title>${escaped(input.document.name)}</title>
</head>
<body>
<main id="page"><noscript>This page runs its model in JavaScript, which is switched off.</noscript></main>
<script type="application/json" id="content">${inScript(contentOf(input, specs))}</script>
<script type="text/plain" id="weights">`,
    { base64: parts },
    `</script>
<script>
${safeScript(input.pageScript)}
</script>
</body>
</html>
`,
  ];
}
