/** The Chromium host: builds the benchmark's page, serves it from this process and drives it headless. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import type { CaseId } from './cases';
import type { BenchLine } from './contest';

export interface Browser {
  /** Runs the cases on one backend in a fresh page. */
  run(
    backend: string,
    cases: readonly CaseId[],
    onLine: (line: BenchLine) => void,
    say: (text: string) => void,
  ): Promise<void>;
}

const FLAGS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

async function buildPage(): Promise<string> {
  const { build } = await import('vite');
  const outDir = resolve('.cache/bench-page');
  await build({
    configFile: false,
    root: resolve('bench/page'),
    base: './',
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: 'es2022', minify: false },
  });
  return outDir;
}

function serve(folder: string): Promise<{ url: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // listening on a port, not on a pipe
      done({ url: `http://localhost:${port}/`, close: () => server.close() });
    });
  });
}

/** Opens a browser for as long as `use` runs. */
export async function withChromium(use: (browser: Browser) => Promise<void>): Promise<void> {
  const { chromium } = await import('@playwright/test');
  const site = await serve(await buildPage());
  const found = [process.env.PLAYWRIGHT_CHROMIUM, '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  );
  const browser = await chromium.launch({
    ...(found ? { executablePath: found } : {}),
    args: process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
  try {
    await use({
      async run(backend, cases, onLine, say) {
        const page = await browser.newPage();
        page.on('pageerror', (error) => say(`The page failed: ${error.message}`));
        const session = await page.context().newCDPSession(page);
        await session.send('Performance.enable', { timeDomain: 'threadTicks' });
        await page.exposeFunction('netloomCpu', async () => {
          const { metrics } = await session.send('Performance.getMetrics');
          return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
        });
        await page.exposeFunction('netloomLine', onLine);
        await page.goto(site.url);
        await page.waitForFunction(() => 'netloomBench' in window);
        const note = await page.evaluate(([name, ids]) => window.netloomBench(name, ids), [
          backend,
          cases,
        ] as const);
        if (note) say(note);
        await page.close();
      },
    });
  } finally {
    await browser.close();
    site.close();
  }
}
