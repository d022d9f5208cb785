import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { serialise } from '../../../src/graph/serialise';
import { arbitraryDocument } from '../../../src/graph/testing/arbitrary';
import { documentOfLink, linkTo } from './share-link';
import { firstTemplate, loadTemplates } from './templates';

const HERE = 'https://netloom.example/studio/?lang=zh#old';
const fragmentOf = (link: string | null): string => new URL(link ?? 'about:blank').hash;

describe('a document in a link', () => {
  it('comes back as it was, for any document', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const read = documentOfLink(fragmentOf(linkTo(document, HERE)));
        expect(read && serialise(read)).toBe(serialise(document));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the address and uses only letters that survive every mail program', () => {
    const link = linkTo(firstTemplate().document, HERE)!;
    expect(link).toMatch(/^https:\/\/netloom\.example\/studio\/\?lang=zh#document-1=[\w-]+$/);
  });

  it('fits every template', async () => {
    for (const { id, document } of await loadTemplates()) {
      expect(linkTo(document, HERE)?.length, id).toBeLessThan(100_000);
    }
  });

  it('leaves other fragments alone', () => {
    expect(documentOfLink('')).toBeUndefined();
    expect(documentOfLink('#layers')).toBeUndefined();
  });

  it('refuses what was cut off or changed on the way', () => {
    const fragment = fragmentOf(linkTo(firstTemplate().document, HERE));
    fc.assert(
      fc.property(fc.integer({ min: 20, max: fragment.length - 1 }), (length) => {
        expect(documentOfLink(fragment.slice(0, length))).toBeNull();
      }),
      { numRuns: 100 },
    );
    for (const wrong of ['#document-1=', '#document-1=%00', '#document-1=AAAA', '#document-1=…']) {
      expect(documentOfLink(wrong), wrong).toBeNull();
    }
  });

  it('refuses a small link that would unfold to a huge text', () => {
    // zlib = two bytes before and four after what deflate makes; a gigabyte is not needed to show it.
    const bomb = zlibSync(new Uint8Array(20_000_000), { level: 9 }).slice(2, -4);
    const letters = Array.from(bomb, (byte) => String.fromCharCode(byte)).join('');
    const encoded = btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    expect(encoded.length).toBeLessThan(100_000);
    expect(documentOfLink(`#document-1=${encoded}`)).toBeNull();
  });
});
