/** A sample on its way through the network: the digit, then every spatial shape as a stack, then its class. */
import { useMemo } from 'react';
import { type Document, MAIN } from '../../../../src/graph/document';
import { valuesOf } from '../../data-panel/raw-samples';
import { factsOf } from '../../stores/facts';
import { drawDigit } from './digit-drawing';
import { type Area, Painted } from './Painted';
import { usePictureData } from './use-picture-data';

interface Stack {
  readonly side: number;
  readonly maps: number;
}

const STACKS = 4;
const DIGIT = 62;

export function FlowPicture(props: { readonly document: Document; readonly label: string }) {
  const { document } = props;
  const samples = usePictureData(document);
  const stacks = useMemo(() => stacksOf(document), [document]);
  const draw = useMemo(() => {
    if (!samples) return null;
    const digit = valuesOf(samples, 'sample', 0);
    const target = String(valuesOf(samples, 'target', 0)[0] ?? '');
    return (context: CanvasRenderingContext2D, area: Area) =>
      drawFlow(context, area, { digit, target, stacks });
  }, [samples, stacks]);
  return <Painted label={props.label} draw={draw} />;
}

/** Shapes of height × width × maps in the order of the network, each once. */
function stacksOf(document: Document): readonly Stack[] {
  const facts = factsOf(document).get(MAIN);
  const stacks: Stack[] = [];
  for (const id of facts?.order.slice(1) ?? []) {
    const [side, , maps] = facts?.nodes.get(id)?.output ?? [];
    if (side && maps) stacks.push({ side, maps });
  }
  return stacks.slice(0, STACKS);
}

function drawFlow(
  context: CanvasRenderingContext2D,
  area: Area,
  parts: {
    readonly digit: Float32Array;
    readonly target: string;
    readonly stacks: readonly Stack[];
  },
): void {
  const style = getComputedStyle(context.canvas);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const input = Math.round(Math.sqrt(parts.digit.length));
  const widths = parts.stacks.map(({ side, maps }) => (side / input) * DIGIT + sheets(maps) * 3);
  const arrows = (parts.stacks.length + 1) * 26;
  const total = DIGIT + widths.reduce((sum, w) => sum + w, 0) + arrows + 20;
  // A narrow card shows the whole way smaller, not a part of it.
  const fit = Math.min(1, (area.width - 16) / total);
  context.translate(area.width / 2, area.height / 2);
  context.scale(fit, fit);
  let x = -total / 2;
  const middle = 0;
  drawDigit(context, parts.digit, { left: x, top: middle - DIGIT / 2, side: DIGIT });
  x += DIGIT;
  parts.stacks.forEach(({ side, maps }, i) => {
    arrow(context, x + 5, middle, colour('--ink-3'));
    x += 26;
    const size = (side / input) * DIGIT;
    const n = sheets(maps);
    for (let sheet = n; sheet >= 0; sheet--) {
      context.fillStyle = sheet === 0 ? colour('--ramp-1') : colour('--ramp-0');
      context.strokeStyle = colour('--ramp-2');
      context.lineWidth = 1;
      const at = [x + sheet * 3, middle - size / 2 - sheet * 3 + (n * 3) / 2] as const;
      context.fillRect(...at, size, size);
      context.strokeRect(at[0] + 0.5, at[1] + 0.5, size - 1, size - 1);
    }
    context.fillStyle = colour('--ink-3');
    context.font = '10px JetBrains Mono Variable, ui-monospace, monospace';
    context.textAlign = 'center';
    context.fillText(`${side}×${side}×${maps}`, x + widths[i]! / 2, middle + DIGIT / 2 + 22);
    x += widths[i]!;
  });
  arrow(context, x + 5, middle, colour('--ink-3'));
  context.fillStyle = colour('--ink');
  context.font = '600 26px Inter Variable, system-ui, sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(parts.target, x + 28, middle + 1);
}

/** Sheets behind the front one: a hint of how many maps there are. */
function sheets(maps: number): number {
  return Math.min(4, Math.ceil(maps / 4));
}

function arrow(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 15, y);
  context.moveTo(x + 11, y - 4);
  context.lineTo(x + 15, y);
  context.lineTo(x + 11, y + 4);
  context.stroke();
}
