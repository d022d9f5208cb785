/** The browser in which exported web pages are opened. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './documents';

/** The path of a Chromium, `undefined` where there is none. Throws where Playwright, which drives it, is not there. */
export async function findChromium(): Promise<string | undefined> {
  const script = pathToFileURL(path.join(projectFolder, 'scripts/chromium.mjs')).href;
  // The script is JavaScript and ours.
  const module = (await import(/* @vite-ignore */ script)) as {
    readonly findChromium: () => Promise<string | undefined>;
  };
  return module.findChromium();
}
