/** A picture: chosen, dropped, or, for digits, drawn. */
import { bitmapPictures } from '../../../src/runtime/files/bitmap-pictures';
import { drawOn, PAD_SIDE } from '../../renderer/try-it/pad';
import { element } from '../element';
import { words } from '../words';
import type { AskOptions, MakeAsk } from './ask';

/** Pixels of `[height, width, channels]`, 0 to 255, as a canvas shows them. */
export function paint(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  shape: readonly number[],
): void {
  const [height = 1, width = 1, channels = 1] = shape;
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++)
      image.data[4 * i + c] = values[i * channels + Math.min(c, channels - 1)]!;
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

interface Shown {
  /** The pixels that were shown last. */
  pixels: readonly number[] | null;
  readonly element: HTMLElement;
  readonly show: (pixels: ArrayLike<number>) => void;
  readonly clear: () => void;
}

/** What the model is given, in its own size. */
function preview({ column, changed }: AskOptions): Shown {
  const canvas = element('canvas', { className: 'seen', width: 1, height: 1 });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', words('asSeen'));
  const shown: Shown = {
    pixels: null,
    element: element('figure', {}, canvas, element('figcaption', { textContent: words('asSeen') })),
    show: (pixels) => {
      shown.pixels = Array.from(pixels);
      paint(
        canvas,
        shown.pixels,
        column.shape.map((size) => size ?? 1),
      );
      changed();
    },
    clear: () => {
      shown.pixels = null;
      paint(canvas, [0], [1, 1, 1]);
      changed();
    },
  };
  return shown;
}

function chooser(options: AskOptions, shown: Shown): HTMLElement {
  const [height = 1, width = 1, channels = 1] = options.column.shape.map((size) => size ?? 1);
  const invert = element('input', { type: 'checkbox' });
  const said = element('p', { className: 'problem' });
  said.setAttribute('role', 'alert');
  let file: Blob | undefined;
  const read = async (): Promise<void> => {
    if (!file) return;
    said.textContent = '';
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const pixels = await bitmapPictures.decode(bytes, { height, width, channels });
      shown.show(invert.checked ? pixels.map((value) => 255 - value) : pixels);
    } catch {
      said.textContent = words('notPicture');
    }
  };
  const take = (chosen: FileList | null | undefined): void => {
    file = chosen?.[0] ?? file;
    void read();
  };
  const input = element('input', { type: 'file', accept: 'image/*' });
  input.onchange = () => take(input.files);
  invert.onchange = () => void read();
  const zone = element('label', { className: 'drop' }, words('choosePicture'), input);
  zone.ondragover = (event) => event.preventDefault();
  zone.ondrop = (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files);
  };
  const inverted = element('label', { className: 'check' }, invert, words('invert'));
  return element('div', {}, zone, ...(channels === 1 ? [inverted] : []), said);
}

export const askPicture: MakeAsk = (options) => {
  const shown = preview(options);
  return {
    element: element('div', {}, chooser(options, shown), shown.element),
    read: () => shown.pixels,
  };
};

/** A digit is drawn, and centred as those of the data are. */
export const askDigit: MakeAsk = (options) => {
  const shown = preview(options);
  const pad = element('canvas', { className: 'pad', width: PAD_SIDE, height: PAD_SIDE });
  pad.setAttribute('role', 'img');
  pad.setAttribute('aria-label', words('draw'));
  drawOn(pad, shown.show);
  const clear = element('button', { type: 'button', textContent: words('clear') });
  clear.onclick = () => {
    pad.getContext('2d')?.clearRect(0, 0, PAD_SIDE, PAD_SIDE);
    shown.clear();
  };
  return {
    element: element(
      'div',
      {},
      element('div', { className: 'sheet' }, pad, clear),
      shown.element,
      chooser(options, shown),
    ),
    read: () => shown.pixels,
  };
};
