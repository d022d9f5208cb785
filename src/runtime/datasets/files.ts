import { filesSpec, readDescription } from '../../compiler/files';
import { defineDataset } from '../dataset';
import { DataError } from '../preparation/step';
import { inMemory } from '../stored-rows';

/** What people bring; the host knows where it lies. */
export const files = defineDataset({
  spec: filesSpec,
  load: async ({ parameters, loadFiles, onProgress }) => {
    const parts = await loadFiles?.(parameters, onProgress);
    if (parts) return { train: inMemory(parts.train), test: inMemory(parts.test) };
    const name = readDescription(parameters).name || 'files';
    throw new DataError(
      'files-missing',
      `The document learns from ${name}, which is not on this machine.`,
      'Open it again: drop it on the canvas, or name its path with --data.',
    );
  },
});
