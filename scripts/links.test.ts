/** Every link of the project's pages to a file or to a heading leads somewhere. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

const text = (file: string): string => readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');

/** The anchor that a heading gets on GitHub. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchors = (file: string): string[] =>
  [...text(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

/** Targets of inline links, without those of other sites. */
const links = (page: string): string[] =>
  [...text(path.join(root, page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target));

function isDead(page: string, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const file = target ? path.resolve(root, path.dirname(page), target) : path.join(root, page);
  if (!existsSync(file)) return true;
  return anchor !== undefined && file.endsWith('.md') && !anchors(file).includes(anchor);
}

describe('links', () => {
  it('are found on the pages that introduce the project', () => {
    expect(links('ARCHITECTURE.md').length).toBeGreaterThan(3);
    expect(links('CONTRIBUTING.md').length).toBeGreaterThan(5);
  });

  it('are dead where file or heading is missing', () => {
    expect(isDead('README.md', 'docs/absent.md')).toBe(true);
    expect(isDead('docs/speed.md', '../ARCHITECTURE.md#absent')).toBe(true);
  });

  it.each(pages)('of %s lead somewhere', (page) => {
    expect(links(page).filter((link) => isDead(page, link))).toEqual([]);
  });
});
