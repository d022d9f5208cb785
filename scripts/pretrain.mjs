/**
 * Trains the ResNet-20 that ships with the templates: `npm run pretrain -- DATA`, where DATA is a folder with the four
 * IDX files of Fashion-MNIST (Debian: dataset-fashion-mnist, in /usr/share/datasets/fashion-mnist). About 50 minutes
 * on two cores. Ctrl-C and a second call go on after the last whole epoch; `--keep` writes the weights of that one.
 */
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './run.mjs';

const [data, flag] = process.argv.slice(2);
const folder = path.join(root, 'templates/weights/resnet20-fashion');
const recipe = path.join(folder, 'recipe.netloom');
if (data === undefined) {
  process.stderr.write('Expected the folder of the IDX files: npm run pretrain -- DATA\n');
  process.exit(2);
}
await ensureBuilt(['cli']);
const { keepBackbone, pretrain } = await import('../out/cli/index.js');
if (flag === '--keep') keepBackbone(recipe, folder);
else await pretrain(recipe, data, folder);
process.exit();
