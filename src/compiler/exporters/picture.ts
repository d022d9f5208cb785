/** The network as a picture for a paper or a slide, with the whole document inside. */
import { serialise } from '../../graph/serialise';
import { layerByKind } from '../layers/all';
import { type Call, callOfValue, type Program } from '../program';
import { defineExporter } from './exporter';
import type { Drawing, ExportFile } from './files';
import { callLines } from './mermaid';

const WIDTH = 168;
const HEIGHT = 64;
const GAP = { x: 28, y: 40 };
const MARGIN = 32;

/** Hues of the groups, spread so that neighbours in the palette differ. */
const hues: Readonly<Record<string, number>> = {
  Input: 210,
  Core: 32,
  Convolution: 140,
  Pooling: 175,
  Normalization: 265,
  Regularization: 300,
  Activation: 50,
  Reshaping: 225,
  Merging: 0,
  Recurrent: 95,
  Attention: 330,
  Memory: 15,
};

export const picture = defineExporter({
  id: 'picture',
  label: 'Picture',
  doc: 'SVG and PNG of the layers, shapes and skips; dropped on Netloom, they open again.',
  gaps: () => [],
  files: ({ program, document }) => {
    const netloom = serialise(document);
    const picture = drawingOf(program, netloom);
    return new Map<string, ExportFile>([
      ['network.svg', picture.svg],
      ['network.png', { kind: 'png', drawing: sized(picture), texts: { netloom } }],
    ]);
  },
});

/** Twice the size of the drawing, for print, as far as browsers have canvases so large. */
const MOST_SIDE = 16_000;
const MOST_PIXELS = 60e6;

function sized({ svg, width, height }: Drawing): Drawing {
  const scale = Math.min(
    2,
    MOST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  return { svg, width: Math.round(width * scale), height: Math.round(height * scale) };
}

interface Box {
  readonly call: Call;
  readonly x: number;
  readonly y: number;
}

/** Rows by the longest way from an input, columns in the order of the program. */
function layout({ calls }: Program): { boxes: Map<string, Box>; width: number; height: number } {
  const rows = new Map<string, number>();
  const counts: number[] = [];
  const columns = calls.map((call) => {
    const row = Math.max(-1, ...call.inputs.map((id) => rows.get(callOfValue(id))!)) + 1;
    rows.set(call.id, row);
    counts[row] = (counts[row] ?? 0) + 1;
    return counts[row] - 1;
  });
  const most = Math.max(...counts);
  const width = most * (WIDTH + GAP.x) - GAP.x + 2 * MARGIN;
  const boxes = new Map(
    calls.map((call, i) => {
      const row = rows.get(call.id)!;
      const own = counts[row]! * (WIDTH + GAP.x) - GAP.x;
      const x = (width - own) / 2 + columns[i]! * (WIDTH + GAP.x);
      return [call.id, { call, x, y: MARGIN + row * (HEIGHT + GAP.y) }] as const;
    }),
  );
  return { boxes, width, height: counts.length * (HEIGHT + GAP.y) - GAP.y + 2 * MARGIN };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const groupOf = ({ kind }: Call): string => layerByKind(kind)?.group ?? 'Core';
const fill = (group: string): string => `hsl(${hues[group] ?? 0} 55% 90%)`;
const stroke = (group: string): string => `hsl(${hues[group] ?? 0} 45% 45%)`;

function boxText({ call, x, y }: Box): string {
  const group = groupOf(call);
  const [kind, ...facts] = callLines(call);
  const lines = [
    `<text x="${x + WIDTH / 2}" y="${y + 20}" font-weight="600">${escaped(kind!)}</text>`,
    ...facts.map(
      (fact, i) => `<text x="${x + WIDTH / 2}" y="${y + 38 + 16 * i}">${escaped(fact)}</text>`,
    ),
  ];
  const frame = `<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="8" fill="${fill(group)}" stroke="${stroke(group)}"/>`;
  return `<g><title>${escaped(call.id)}</title>${frame}${lines.join('')}</g>`;
}

/** A skip over rows bends aside, so that it is seen beside what it skips. */
function edgeText(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [from.x + WIDTH / 2, from.y + HEIGHT, to.x + WIDTH / 2, to.y];
  const isSkip = y2 - y1 > GAP.y;
  const bend = isSkip ? WIDTH / 2 + GAP.x : 0;
  const path = `M${x1} ${y1} C${x1 + bend} ${y1 + GAP.y} ${x2 + bend} ${y2 - GAP.y} ${x2} ${y2}`;
  return `<path d="${path}" marker-end="url(#arrow)"/>`;
}

function legend(groups: readonly string[], top: number): string {
  return groups
    .map((group, i) => {
      const x = MARGIN + i * 112;
      const sample = `<rect x="${x}" y="${top}" width="14" height="14" rx="3" fill="${fill(group)}" stroke="${stroke(group)}"/>`;
      return `${sample}<text x="${x + 20}" y="${top + 12}" text-anchor="start">${group}</text>`;
    })
    .join('');
}

function drawingOf(program: Program, document: string): Drawing {
  const { boxes, width, height } = layout(program);
  const groups = [...new Set(program.calls.map(groupOf))];
  const wide = Math.max(width, MARGIN * 2 + groups.length * 112);
  const shift = (wide - width) / 2;
  const edges = program.calls.flatMap((call) =>
    call.inputs.map((id) => edgeText(boxes.get(callOfValue(id))!, boxes.get(call.id)!)),
  );
  const size = { width: wide, height: height + 32 };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" font-family="system-ui, sans-serif" font-size="12" text-anchor="middle">
<metadata id="netloom">${escaped(document)}</metadata>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>
<rect width="100%" height="100%" fill="white"/>
<g transform="translate(${shift} 0)">
<g fill="none" stroke="#555">${edges.join('\n')}</g>
${[...boxes.values()].map(boxText).join('\n')}
</g>
${legend(groups, height)}
</svg>
`;
  return { svg, ...size };
}
