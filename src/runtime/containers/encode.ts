/** Files of an export as bytes: every tree to its container. */
import type { ExportFile, Files } from '../../compiler/exporters/files';
import { encodeOnnx } from './onnx';
import type { Parts } from './parts';
import { safetensorsParts } from './safetensors';
import { type ZipEntry, zipParts } from './zip';

const text = (content: string): Parts => [new TextEncoder().encode(content)];

async function encodeFile(name: string, file: ExportFile): Promise<ReadonlyMap<string, Parts>> {
  const one = (parts: Parts) => new Map([[name, parts]]);
  if (typeof file === 'string') return one(text(file));
  if (file instanceof Uint8Array) return one([file]);
  switch (file.kind) {
    case 'parts':
      return one(file.parts);
    case 'hdf5': {
      // The C library is five megabytes; only Keras needs it.
      const { hdf5Parts } = await import('./hdf5');
      return one(await hdf5Parts(file.root));
    }
    case 'zip':
      return one(await zipOf(file.entries));
    case 'safetensors': {
      const tensors = new Map(
        [...file.tensors].map(([key, t]) => [key, { ...t, dtype: 'float32' as const }]),
      );
      return one(safetensorsParts({ tensors, metadata: file.metadata }));
    }
    case 'onnx': {
      const { model, external } = encodeOnnx(file.model, file);
      return new Map([
        [name, [model]],
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
export async function* encodeFiles(files: Files): AsyncGenerator<readonly [string, Parts]> {
  for (const [name, file] of files) yield* await encodeFile(name, file);
}
