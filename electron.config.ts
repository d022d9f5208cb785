import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

/** Main process and preload of the desktop; the window shows what `vite.config.ts` builds. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Everything is bundled, so the package carries no node_modules.
      externalizeDeps: false,
      rollupOptions: { input: { index: resolve('app/main/index.ts') } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: resolve('app/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
