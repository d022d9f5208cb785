import { defineConfig } from 'vite';

/** The layer classes that TensorFlow.js lacks, as the module that an export to it brings along. */
export default defineConfig({
  publicDir: false,
  build: {
    lib: {
      entry: 'src/runtime/kernels/layers/module.ts',
      formats: ['es'],
      fileName: () => 'netloom-layers.js',
    },
    outDir: 'out/layers',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    rollupOptions: { external: [/^@tensorflow\//] },
  },
});
