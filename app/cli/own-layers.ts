/** The module that exports to TensorFlow.js bring along, as `scripts/build.mjs layers` built it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './documents';

export function ownLayers(): string {
  return readFileSync(path.join(projectFolder, 'out/layers/netloom-layers.js'), 'utf8');
}
