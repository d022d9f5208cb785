/**
 * A document inside a link: deflated and in the URL's fragment, which browsers never send to a server. Whoever opens the
 * link has the document; weights and data are not in it.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { Document } from '../../../src/graph/document';
import { parse, serialise } from '../../../src/graph/serialise';
import { LINK_MARK } from './link-mark';

/** Longest link in characters: what chats and mail programs still carry. */
const LONGEST_LINK = 100_000;

/** Longest document, in bytes of its text, that a link may unfold to. */
const LARGEST_TEXT = 5_000_000;

/** The link that opens `document` at `address`; `null` where it would be longer than 100,000 characters. */
export function linkTo(document: Document, address: string): string | null {
  const bytes = deflateSync(strToU8(serialise(document)), { level: 9 });
  const link = address.split('#')[0] + LINK_MARK + toBase64Url(bytes);
  return link.length > LONGEST_LINK ? null : link;
}

/**
 * The document of a link's fragment (`location.hash`); `undefined` where the fragment holds none, `null` where it holds
 * one that cannot be read: cut off, changed on the way, or larger than a link may be.
 */
export function documentOfLink(fragment: string): Document | null | undefined {
  if (!fragment.startsWith(LINK_MARK)) return undefined;
  if (fragment.length > LONGEST_LINK) return null;
  try {
    const read = parse(strFromU8(inflate(fromBase64Url(fragment.slice(LINK_MARK.length)))));
    return read.ok ? read.document : null;
  } catch {
    return null;
  }
}

/** Inflates at most `LARGEST_TEXT` bytes and throws beyond, so that no link can fill the memory. */
function inflate(packed: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let complete = false;
  const stream = new Inflate((piece, final) => {
    length += piece.length;
    if (length > LARGEST_TEXT) throw new RangeError('The document of the link is too large.');
    pieces.push(piece);
    complete = final;
  });
  stream.push(packed, true);
  if (!complete) throw new RangeError('The link is cut off.');
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Base64 with the letters that need no escaping in a URL, RFC 4648 §5, without padding. */
function toBase64Url(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
