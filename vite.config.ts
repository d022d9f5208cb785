import { createReadStream, existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Weights of backbones lie beside the templates and are fetched from `weights/` when a network starts from them. */
function weights(): Plugin {
  const folder = path.resolve('templates/weights');
  return {
    name: 'netloom-weights',
    configureServer: (server) => {
      server.middlewares.use('/weights', (request, response, next) => {
        const file = path.join(folder, path.normalize(request.url ?? '').replace(/\?.*$/, ''));
        if (!file.startsWith(folder + path.sep) || !existsSync(file)) next();
        else createReadStream(file).pipe(response);
      });
    },
    writeBundle: ({ dir }) =>
      cp(folder, path.join(dir ?? 'out/renderer', 'weights'), { recursive: true }),
  };
}

/** The studio for a browser; `electron.config.ts` builds the same renderer for the desktop. */
export default defineConfig({
  root: 'app/renderer',
  base: './',
  publicDir: '../../assets',
  plugins: [react(), weights()],
  worker: { format: 'es' },
  build: {
    outDir: '../../out/renderer',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
  },
  server: { port: 5173 },
});
