/** What exports bring along, as `scripts/build.mjs layers page` built it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './documents';

const built = (file: string): string => readFileSync(path.join(projectFolder, 'out', file), 'utf8');

/** The module of the layer classes that TensorFlow.js lacks. */
export const ownLayers = (): string => built('layers/netloom-layers.js');

/** The script of a web page that runs a model. */
export const pageScript = (): string => built('page/netloom-page.js');
