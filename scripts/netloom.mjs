/** The command line: builds it when it is missing, then becomes it, so that exit codes and signals are its own. */
import { ensureBuilt } from './build.mjs';

await ensureBuilt(['layers', 'page', 'cli']);
const { main } = await import('../out/cli/index.js');
await main(process.argv);
