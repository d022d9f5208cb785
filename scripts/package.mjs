/** `npm run package`: builds the studio and packs it for this system (nsis, dmg and zip, AppImage and deb). */
import { ensureBuilt } from './build.mjs';
import { bin, runNode } from './run.mjs';

await ensureBuilt(['renderer', 'desktop'], { force: true });
const { code } = await runNode(bin('electron-builder'), process.argv.slice(2));
process.exit(code);
