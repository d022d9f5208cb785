/**
 * `app://netloom/…` serves the built studio from one folder, with a content security policy.
 * It refuses every path outside that folder and every host but its own.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import policy from '../shared/content-security-policy.json';
import contentTypes from '../shared/content-types.json';

export const SCHEME = 'app';
export const STUDIO_URL = `${SCHEME}://netloom/index.html`;

const types: Readonly<Record<string, string>> = contentTypes;

/** Training needs `wasm-unsafe-eval` and a worker of our own; nothing comes from the network. */
export const CONTENT_SECURITY_POLICY = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

/** The file that a URL of the studio names, or `null` when it names none inside `folder`. */
export function fileOf(url: string, folder: string): string | null {
  let pathname: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== `${SCHEME}:` || parsed.host !== 'netloom') return null;
    pathname = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  if (pathname.includes('\0')) return null;
  const file = path.resolve(folder, `.${path.posix.normalize(pathname.replaceAll('\\', '/'))}`);
  return file.startsWith(path.resolve(folder) + path.sep) ? file : null;
}

/** Answers one request of a window; 404 for what is not there, 403 for what is outside. */
export async function serveStudio(url: string, folder: string): Promise<Response> {
  const file = fileOf(url, folder);
  if (!file) return new Response('Outside the studio.', { status: 403 });
  try {
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'content-type': types[path.extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      },
    });
  } catch {
    return new Response('Not in the studio.', { status: 404 });
  }
}
