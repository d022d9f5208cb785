/** Serves the built studio on this machine only, with the same security policy as the desktop. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './run.mjs';

const shared = (name) => JSON.parse(readFileSync(path.join(root, 'app/shared', name), 'utf8'));
const types = shared('content-types.json');
const policy = Object.entries(shared('content-security-policy.json'))
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

function answer(request, response, folder) {
  let pathname;
  try {
    pathname = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    response.writeHead(400).end();
    return;
  }
  const file = path.resolve(folder, `.${pathname === '/' ? '/index.html' : pathname}`);
  const stat = pathname.includes('\0') ? undefined : statSync(file, { throwIfNoEntry: false });
  if (!file.startsWith(folder + path.sep) || !stat?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not in the studio.');
    return;
  }
  response.writeHead(200, {
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'content-length': stat.size,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    // File names of built scripts carry a hash; the page and the data are asked for again.
    'cache-control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

/** Resolves with the address. `port` 0 takes a free one; a taken port is an error with its number. */
export function serve(port) {
  const folder = path.join(root, 'out/renderer');
  const server = createServer((request, response) => answer(request, response, folder));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({
        address: `http://127.0.0.1:${server.address().port}/`,
        close: () => server.close(),
      });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.argv[2] ?? 4173));
  console.log(`Netloom serves the studio at ${address}`);
}
