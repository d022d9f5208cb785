/** The camera, on only between a press that asks for it and the end of what needs it; and pictures of one size from anything. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Camera =
  | { readonly phase: 'off' | 'asking' | 'refused' | 'missing' }
  | { readonly phase: 'on'; readonly stream: MediaStream };

export const camera = createStore<Camera>()(() => ({ phase: 'off' }));

const set = (state: Camera): void => camera.setState(state, true);

export const useCamera = (): Camera => useStore(camera);

/** Asks for the camera: pictures only, no sound. Call it from a press. */
export async function startCamera(): Promise<void> {
  if (camera.getState().phase === 'on') return;
  const asking: Camera = { phase: 'asking' };
  set(asking);
  try {
    const stream = await devices().getUserMedia({
      video: { width: { ideal: 320 }, height: { ideal: 240 } },
      audio: false,
    });
    // Put away while somebody was still asked.
    if (camera.getState() !== asking) return end(stream);
    for (const track of stream.getVideoTracks()) track.onended = stopCamera;
    set({ phase: 'on', stream });
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    set({ phase: isRefused ? 'refused' : 'missing' });
  }
}

/** Browsers leave it out of pages without TLS from another machine. */
function devices(): MediaDevices {
  const found = navigator.mediaDevices as MediaDevices | undefined; // the types promise it everywhere
  if (!found) throw new DOMException('There is no camera on this page.', 'NotFoundError');
  return found;
}

export function stopCamera(): void {
  const state = camera.getState();
  if (state.phase === 'on') end(state.stream);
  set({ phase: 'off' });
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

export interface Size {
  readonly height: number;
  readonly width: number;
}

/** The middle of a picture, as much of it as has the right proportions, as red, green and blue bytes. */
export function pixelsOf(
  source: CanvasImageSource,
  from: Size,
  { height, width }: Size,
): Uint8Array {
  const scale = Math.min(from.width / width, from.height / height);
  const [w, h] = [width * scale, height * scale];
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no canvas outside of pages.');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(source, (from.width - w) / 2, (from.height - h) / 2, w, h, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(height * width * 3);
  for (let i = 0; i < height * width; i++) {
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = data[4 * i + c]!;
  }
  return pixels;
}

/** What the camera shows now; nothing before its first picture. */
export function pixelsOfVideo(video: HTMLVideoElement, size: Size): Uint8Array | undefined {
  const from = { height: video.videoHeight, width: video.videoWidth };
  return from.width > 0 ? pixelsOf(video, from, size) : undefined;
}

/** A picture file; `undefined` where this browser cannot read it. */
export async function pixelsOfFile(file: Blob, size: Size): Promise<Uint8Array | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    const pixels = pixelsOf(bitmap, bitmap, size);
    bitmap.close();
    return pixels;
  } catch {
    return undefined;
  }
}
