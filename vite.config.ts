import { createReadStream, existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** A folder of the project that the studio fetches from while it runs, under a name of its own. */
function served(name: string, source: string): Plugin {
  const folder = path.resolve(source);
  return {
    name: `netloom-${name}`,
    configureServer: (server) => {
      server.middlewares.use(`/${name}`, (request, response, next) => {
        const file = path.join(folder, path.normalize(request.url ?? '').replace(/\?.*$/, ''));
        if (!file.startsWith(folder + path.sep) || !existsSync(file)) next();
        else createReadStream(file).pipe(response);
      });
    },
    writeBundle: ({ dir }) =>
      cp(folder, path.join(dir ?? 'out/renderer', name), { recursive: true }),
  };
}

/** The studio for a browser; `electron.config.ts` builds the same renderer for the desktop. */
export default defineConfig({
  root: 'app/renderer',
  base: './',
  publicDir: '../../assets',
  plugins: [
    react(),
    // Backbones, when a network starts from their weights.
    served('weights', 'templates/weights'),
    // Layer classes that an export to TensorFlow.js brings along.
    served('layers', 'out/layers'),
    // The script of a web page that runs a model.
    served('page', 'out/page'),
  ],
  worker: { format: 'es' },
  build: {
    outDir: '../../out/renderer',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
  },
  server: { port: 5173 },
});
