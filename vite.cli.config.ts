import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** The command line for Node: our sources, those of exchange apart, packages left where npm put them. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'app/cli/index.ts',
    outDir: 'out/cli',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rollupOptions: {
      external: [...builtinModules, /^node:/],
      output: { entryFileNames: 'index.js', chunkFileNames: '[name].js' },
    },
  },
});
