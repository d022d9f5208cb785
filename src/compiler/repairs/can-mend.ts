/** Whether a repair exists for an edge that is not drawn yet, told from shapes alone. */
import type { Shape } from '../layer';
import { pictureOf } from './reshape';

/** `inputs` in order, the new one last. */
export function canMend(code: string, inputs: readonly Shape[]): boolean {
  const arriving = inputs.at(-1) ?? [];
  if (code === 'rank') return pictureOf(arriving) !== undefined;
  if (code === 'merge-shape') {
    const areKnown = inputs.every((shape) => !shape.includes(null));
    const isOneRank = inputs.every((shape) => shape.length === arriving.length);
    return areKnown && isOneRank && (arriving.length === 1 || arriving.length === 3);
  }
  return code === 'kernel-too-large';
}
