/** Files of an export as bytes: every tree to its container. */
import type { Drawing, ExportFile, Files } from '../../compiler/exporters/files';
import { base64 } from './base64';
import { encodeOnnx } from './onnx';
import { joined, type Parts } from './parts';
import { withText } from './png';
import { safetensorsParts } from './safetensors';
import { type ZipEntry, zipParts } from './zip';

const text = (content: string): readonly Uint8Array[] => [new TextEncoder().encode(content)];

/** Draws a picture as the bytes of a PNG: a canvas or sharp. */
export type Draw = (drawing: Drawing) => Promise<Uint8Array>;

async function encodeFile(
  name: string,
  file: ExportFile,
  draw?: Draw,
): Promise<ReadonlyMap<string, Parts>> {
  const one = (parts: Parts) => new Map([[name, parts]]);
  if (typeof file === 'string') return one(text(file));
  if (file instanceof Uint8Array) return one([file]);
  switch (file.kind) {
    case 'parts':
      return one(file.parts);
    case 'text':
      return one(
        file.parts.flatMap((part) =>
          typeof part === 'string' ? text(part) : [base64(joined(part.base64))],
        ),
      );
    case 'hdf5': {
      // The C library is five megabytes; only Keras needs it.
      const { hdf5Parts } = await import('./hdf5');
      return one(await hdf5Parts(file.root));
    }
    case 'zip':
      return one(await zipOf(file.entries));
    case 'png': {
      if (!draw) throw new Error(`${name} needs something that draws.`);
      const png = await draw(file.drawing);
      return one(
        Object.entries(file.texts).reduce<Parts>(
          (parts, [keyword, text]) => withText(joined(parts), keyword, text),
          [png],
        ),
      );
    }
    case 'safetensors': {
      const tensors = new Map(
        [...file.tensors].map(([key, t]) => [key, { ...t, dtype: 'float32' as const }]),
      );
      return one(safetensorsParts({ tensors, metadata: file.metadata }));
    }
    case 'onnx': {
      const { model, external } = encodeOnnx(file.model, file);
      return new Map([
        [name, model],
        ...(external ? [[file.externalName, external] as const] : []),
      ]);
    }
  }
}

async function zipOf(files: Files): Promise<Parts> {
  const entries = new Map<string, ZipEntry>();
  for (const [name, file] of files) {
    const isText = typeof file === 'string';
    for (const [path, parts] of await encodeFile(name, file)) entries.set(path, { parts, isText });
  }
  return zipParts(entries);
}

/** Encodes one file after the other, so that a caller that writes each at once holds only one. */
export async function* encodeFiles(
  files: Files,
  draw?: Draw,
): AsyncGenerator<readonly [string, Parts]> {
  for (const [name, file] of files) yield* await encodeFile(name, file, draw);
}
