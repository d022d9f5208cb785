/**
 * The browser that journeys run in: PLAYWRIGHT_CHROMIUM, /usr/bin/chromium, Playwright's own, in this order.
 * Where none is there, Debian's package is installed when that is allowed, else Playwright's download is tried.
 */
import { existsSync } from 'node:fs';
import { bin, run, runNode } from './run.mjs';

async function ownBrowser() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** The first of the three that is there, `undefined` where none is. Throws where PLAYWRIGHT_CHROMIUM names no file. */
export async function findChromium() {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named && !existsSync(named)) {
    throw new Error(`PLAYWRIGHT_CHROMIUM names ${named}, where there is no file.`);
  }
  const candidates = [named, '/usr/bin/chromium', await ownBrowser()];
  return candidates.find((file) => file && existsSync(file));
}

/** Path of a Chromium; installs one if it must. Throws with what was tried. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  const tried = [];
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('No Chromium here: installing the Debian package chromium.');
    await run('apt-get', ['update', '-q'], { quiet: true });
    await run('apt-get', ['install', '-y', '-q', 'chromium'], { quiet: true });
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
    tried.push('apt-get install chromium');
  }
  console.log("No Chromium here: downloading Playwright's.");
  await runNode(bin('@playwright/test', 'playwright'), ['install', 'chromium']);
  const own = await ownBrowser();
  if (existsSync(own)) return own;
  tried.push('playwright install chromium');
  throw new Error(
    `No Chromium was found and none could be installed (tried: ${tried.join(', ')}). Install one and name it in PLAYWRIGHT_CHROMIUM.`,
  );
}
