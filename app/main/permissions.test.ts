import type { Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { permitLittle, watchPresses } from './permissions';

type Request = (
  contents: unknown,
  permission: string,
  decide: (yes: boolean) => void,
  details: object,
) => void;
type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;

const STUDIO = 'app://netloom/index.html';

/** A session and a window of it, at a time that the test sets. */
function desktop() {
  let time = 0;
  let request: Request = () => {};
  let check: Check = () => true;
  let onInput: (event: unknown, input: { type: string }) => void = () => {};
  const now = () => time;
  const session = {
    setPermissionRequestHandler: (handler: Request) => (request = handler),
    setPermissionCheckHandler: (handler: Check) => (check = handler),
  };
  const contents = { on: (_name: string, listener: typeof onInput) => (onInput = listener) };
  permitLittle(session as unknown as Session, now); // the methods that are used
  watchPresses(contents as unknown as WebContents, now);
  return {
    input: (type: string) => onInput(null, { type }),
    wait: (milliseconds: number) => (time += milliseconds),
    asks: (permission: string, details: object = {}) => {
      let granted: boolean | undefined;
      request(contents, permission, (yes) => (granted = yes), {
        requestingUrl: STUDIO,
        ...details,
      });
      return granted;
    },
    looks: (permission: string, details: object = {}, origin = 'app://netloom/') =>
      check(contents, permission, origin, details),
  };
}

describe('permissions', () => {
  it.each([
    ['clipboard-sanitized-write', true],
    ['clipboard-read', false],
    ['media', false],
    ['geolocation', false],
    ['notifications', false],
  ])('%s is granted without more: %s', (permission, granted) => {
    const { asks, looks } = desktop();
    expect(asks(permission)).toBe(granted);
    expect(looks(permission)).toBe(granted);
  });

  it('give the camera just after a press', () => {
    const { asks, looks, input, wait } = desktop();
    const camera = { mediaTypes: ['video'] };
    expect(asks('media', camera)).toBe(false);
    input('mouseMove');
    expect(asks('media', camera)).toBe(false);
    input('mouseDown');
    wait(5000);
    expect(asks('media', camera)).toBe(true);
    wait(1);
    expect(asks('media', camera)).toBe(false);
    input('rawKeyDown');
    expect(asks('media', camera)).toBe(true);
    expect(looks('media', { mediaType: 'video' })).toBe(true);
  });

  it('give neither sound nor anything to another page', () => {
    const { asks, looks, input } = desktop();
    input('mouseDown');
    expect(asks('media', { mediaTypes: ['audio'] })).toBe(false);
    expect(asks('media', { mediaTypes: ['video', 'audio'] })).toBe(false);
    expect(looks('media', { mediaType: 'audio' })).toBe(false);
    for (const elsewhere of ['https://example.org/', 'https://netloom/', 'app://other/']) {
      expect(asks('media', { mediaTypes: ['video'], requestingUrl: elsewhere })).toBe(false);
      expect(looks('media', { mediaType: 'video' }, elsewhere)).toBe(false);
    }
  });
});
