/** The network as a Mermaid flowchart, for READMEs and notes that draw it. */

import { layerByKind } from '../layers/all';
import type { Call, Program } from '../program';
import { callOfValue } from '../program';
import { shapeText } from '../words';
import { defineExporter } from './exporter';

export const mermaid = defineExporter({
  id: 'mermaid',
  label: 'Mermaid',
  doc: 'A Mermaid flowchart of the layers with their shapes, as text.',
  gaps: () => [],
  files: ({ program }) => new Map([['network.mmd', flowchart(program)]]),
});

/** What a layer's card says: kind, what its face shows, shape. */
export function callLines(call: Call): string[] {
  // The lowered config holds every param of the kind.
  const face = layerByKind(call.kind)?.face?.(call.config as never) ?? [];
  const facts = face.filter((text) => text !== '').join(' · ');
  return [call.kind, ...(facts ? [facts] : []), shapeText(call.outputShape)];
}

const quoted = (text: string): string =>
  text.replace(/[<>&"#]/g, (sign) => `#${sign.charCodeAt(0)};`);

export function flowchart({ calls }: Program): string {
  const names = new Map(calls.map((call, i) => [call.id, `n${i}`]));
  const nodes = calls.map((call) => {
    const text = [`<b>${quoted(call.id)}</b>`, ...callLines(call).map(quoted)].join('<br>');
    const isEnd = call.kind === 'Input' || call.kind === 'Output';
    return `  ${names.get(call.id)}${isEnd ? `(["${text}"])` : `["${text}"]`}`;
  });
  const edges = calls.flatMap((call) =>
    call.inputs.map((id) => `  ${names.get(callOfValue(id))} --> ${names.get(call.id)}`),
  );
  return `flowchart TD\n${[...nodes, ...edges].join('\n')}\n`;
}
