import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileOf, serveStudio } from './studio-protocol';

let folder: string;

beforeAll(async () => {
  const outer = await mkdtemp(path.join(tmpdir(), 'netloom-'));
  folder = path.join(outer, 'studio');
  await mkdir(folder);
  await writeFile(path.join(folder, 'index.html'), '<title>Netloom</title>');
  await writeFile(path.join(folder, 'kernels.wasm'), new Uint8Array([0, 97, 115, 109]));
  await writeFile(path.join(outer, 'secret.txt'), 'secret');
});

describe('the app:// protocol', () => {
  it('serves the studio with a policy that lets wasm compile and nothing come from the network', async () => {
    const response = await serveStudio('app://netloom/index.html', folder);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(await response.text()).toBe('<title>Netloom</title>');
  });

  it('names the type of a wasm file, which streaming compilation asks for', async () => {
    const response = await serveStudio('app://netloom/kernels.wasm', folder);
    expect(response.headers.get('content-type')).toBe('application/wasm');
  });

  it.each([
    'app://netloom/../secret.txt',
    'app://netloom/%2e%2e/secret.txt',
    'app://netloom/..%2fsecret.txt',
    'app://netloom/..%5csecret.txt',
    'app://netloom/a/..%2f..%2fsecret.txt',
    'app://netloom/index.html%00.png',
    'app://elsewhere/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('gives away nothing for %s', async (url) => {
    const response = await serveStudio(url, folder);
    expect(response.status).toBeGreaterThanOrEqual(403);
    expect(await response.text()).not.toContain('secret');
  });

  it('answers 404 for what is not there', async () => {
    expect((await serveStudio('app://netloom/absent.js', folder)).status).toBe(404);
  });

  it('never names a file outside its folder, whatever the path', () => {
    const part = fc.constantFrom('..', '.', 'a', '%2e%2e', '%2f', '%5c', '/', '\\', '~', 'C:');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const file = fileOf(`app://netloom/${parts.join('/')}`, folder);
        expect(file === null || file.startsWith(folder + path.sep)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
