/** Draws points of the plane with a shape for each class, and a network's answers as their ground. */
import { rgb } from '../training/picture';

export interface Plane {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** All points with some air, at the proportions of the screen so that circles stay round. */
export function planeAround(
  points: readonly { readonly x: number; readonly y: number }[],
  proportion: number,
): Plane {
  const bound = (
    pick: (p: { x: number; y: number }) => number,
    best: (a: number, b: number) => number,
  ) => points.reduce((value, point) => best(value, pick(point)), pick(points[0] ?? { x: 0, y: 0 }));
  const [left, right] = [bound((p) => p.x, Math.min), bound((p) => p.x, Math.max)];
  const [bottom, top] = [bound((p) => p.y, Math.min), bound((p) => p.y, Math.max)];
  const ratio = Number.isFinite(proportion) && proportion > 0 ? proportion : 1;
  const height = Math.max((top - bottom) * 1.16, ((right - left) * 1.16) / ratio) || 2;
  const width = height * ratio;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return { left: x - width / 2, right: x + width / 2, top: y + height / 2, bottom: y - height / 2 };
}

/** Colours of classes: the two of the studio's signed ramp, then groups that no eye confuses with them. */
const tokens = [
  '--signed-plus',
  '--validation',
  '--ok',
  '--group-Merging',
  '--group-Normalization',
  '--group-Input',
] as const;

function classColours(context: CanvasRenderingContext2D): readonly string[] {
  const style = getComputedStyle(context.canvas);
  return tokens.map((token) => style.getPropertyValue(token).trim());
}

export function drawSurface(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  grid: { readonly columns: number; readonly rows: number; readonly classes: number },
  size: Size,
): void {
  const colours = classColours(context).map(rgb);
  const style = getComputedStyle(context.canvas);
  const ground = rgb(style.getPropertyValue('--panel').trim());
  const small = new OffscreenCanvas(grid.columns, grid.rows);
  const image = new ImageData(grid.columns, grid.rows);
  const width = values.length / (grid.columns * grid.rows);
  for (let i = 0; i < grid.columns * grid.rows; i++) {
    const one = width === 1;
    const answer = (c: number) =>
      one ? (c === 1 ? values[i]! : 1 - values[i]!) : (values[i * width + c] ?? 0);
    const colour = [0, 0, 0];
    for (let c = 0; c < grid.classes; c++) {
      const own = colours[c % colours.length]!;
      for (const k of [0, 1, 2]) colour[k]! += answer(c) * own[k]!;
    }
    // Ties are the ground itself; certainty is a tint of it, so that points stay readable.
    const most = Math.max(...Array.from({ length: grid.classes }, (_, c) => answer(c)));
    const sure = Math.max(0, (most - 1 / grid.classes) / (1 - 1 / grid.classes)) * 0.4;
    const mixed = [0, 1, 2].map((k) => ground[k]! + (colour[k]! - ground[k]!) * sure);
    image.data.set([...mixed, 255], i * 4);
  }
  small.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, size.width, size.height);
}

export function drawPoints(
  context: CanvasRenderingContext2D,
  plane: Plane,
  points: readonly { readonly x: number; readonly y: number; readonly label: number }[],
  { radius = 2.6, ...size }: Size & { readonly radius?: number },
): void {
  const colours = classColours(context);
  const panel = getComputedStyle(context.canvas).getPropertyValue('--panel').trim();
  context.lineWidth = 0.8;
  context.strokeStyle = panel;
  for (const point of points) {
    const [x, y] = place(plane, [point.x, point.y], size);
    context.fillStyle = colours[point.label % colours.length]!;
    context.beginPath();
    shape(context, point.label, { x, y, radius });
    context.fill();
    context.stroke();
  }
}

/** Classes differ in shape too: circle, square, triangle, then circles again. */
function shape(
  context: CanvasRenderingContext2D,
  label: number,
  at: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  const { x, y, radius: r } = at;
  if (label === 1) context.rect(x - r, y - r, r * 2, r * 2);
  else if (label === 2) {
    context.moveTo(x, y - r * 1.2);
    context.lineTo(x + r * 1.2, y + r);
    context.lineTo(x - r * 1.2, y + r);
    context.closePath();
  } else context.arc(x, y, r * 1.1, 0, Math.PI * 2);
}

export function drawMark(
  context: CanvasRenderingContext2D,
  plane: Plane,
  point: readonly [number, number],
  size: Size,
): void {
  const [x, y] = place(plane, point, size);
  context.strokeStyle = getComputedStyle(context.canvas).getPropertyValue('--ink').trim();
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 7, 0, Math.PI * 2);
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(x + dx * 7, y + dy * 7);
    context.lineTo(x + dx * 12, y + dy * 12);
  }
  context.stroke();
}

function place(plane: Plane, [x, y]: readonly [number, number], size: Size): [number, number] {
  return [
    ((x - plane.left) / (plane.right - plane.left)) * size.width,
    ((plane.top - y) / (plane.top - plane.bottom)) * size.height,
  ];
}
