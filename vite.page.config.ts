import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

const notices = readFileSync('app/page/NOTICES.txt', 'utf8').trim();

/** The script of a web page that runs a model: TensorFlow.js, our layer classes and the page around them in one file. */
export default defineConfig({
  publicDir: false,
  build: {
    lib: {
      entry: 'app/page/main.ts',
      formats: ['iife'],
      name: 'netloomPage',
      fileName: () => 'netloom-page.js',
    },
    outDir: 'out/page',
    emptyOutDir: true,
    target: 'es2022',
    minify: true,
    rollupOptions: { output: { postBanner: `/*!\n${notices}\n*/` } },
  },
});
