import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The studio for a browser; `electron.config.ts` builds the same renderer for the desktop. */
export default defineConfig({
  root: 'app/renderer',
  base: './',
  publicDir: '../../assets',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../../out/renderer',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
  },
  server: { port: 5173 },
});
