/**
 * `npm start`: the desktop window where there is a display and the Electron binary is there or can be downloaded,
 * otherwise the same studio at a printed address. `--web` forces that, `--port N` chooses the port (default 4173).
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { root, runNode } from './run.mjs';
import { serve } from './serve.mjs';

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { web: { type: 'boolean' }, port: { type: 'string' } },
      allowPositionals: false,
    });
    const port = values.port === undefined ? 4173 : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new Error(`--port is ${values.port}; it takes a whole number from 0 to 65535.`);
    }
    return { web: values.web ?? false, port, portIsGiven: values.port !== undefined };
  } catch (error) {
    console.error(`${error.message.replace(/\.?$/, '.')} Usage: npm start -- [--web] [--port N]`);
    process.exit(2);
  }
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Path of Electron's binary; downloads it if it can. */
async function electronBinary() {
  const folder = path.join(root, 'node_modules/electron');
  const binary = () => {
    const named = path.join(folder, 'path.txt');
    return existsSync(named) ? path.join(folder, 'dist', readFileSync(named, 'utf8')) : undefined;
  };
  const there = binary();
  if (there && existsSync(there)) return there;
  const install = path.join(folder, 'install.js');
  if (!existsSync(install)) return undefined;
  process.stderr.write('Downloading Electron …\n');
  await runNode(install, [], { quiet: true });
  const downloaded = binary();
  return downloaded && existsSync(downloaded) ? downloaded : undefined;
}

/** The desktop's binary, or why there is no desktop. */
async function desktop(web) {
  if (web) return { reason: 'because of --web' };
  if (!hasDisplay()) return { reason: 'because there is no display' };
  const binary = await electronBinary();
  return binary
    ? { binary }
    : { reason: 'because the Electron binary is not here and could not be downloaded' };
}

async function startDesktop(binary) {
  await ensureBuilt(['renderer', 'desktop']);
  console.log(
    'Netloom opens its desktop window: there is a display and the Electron binary is here.',
  );
  const child = spawn(binary, ['.'], { cwd: root, stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 0));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
}

async function startWeb(reason, port, portIsGiven) {
  await ensureBuilt(['renderer']);
  const { address } = await serve(port).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (!portIsGiven) return serve(0);
    console.error(`Port ${port} is taken; choose another with --port N.`);
    process.exit(2);
  });
  console.log(`Netloom serves the studio at ${address} ${reason}.`);
}

const { web, port, portIsGiven } = readArguments();
const { binary, reason } = await desktop(web);
if (binary) await startDesktop(binary);
else await startWeb(reason, port, portIsGiven);
