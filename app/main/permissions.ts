/** What the studio may do: write to the clipboard, and use the camera just after a press. Nothing else, and nobody else. */
import type { Session, WebContents } from 'electron';
import { STUDIO_URL } from './studio-protocol';

const CLIPBOARD = 'clipboard-sanitized-write';
const CAMERA = 'media';

/** How long a press counts, in milliseconds: as long as in browsers. */
const PRESS_TIME = 5000;
const presses: ReadonlySet<string> = new Set(['mouseDown', 'keyDown', 'rawKeyDown', 'touchStart']);

const lastPress = new WeakMap<WebContents, number>();

/** Remembers when somebody last pressed a key or a button in a window. */
export function watchPresses(contents: WebContents, now: () => number = Date.now): void {
  contents.on('input-event', (_event, { type }) => {
    if (presses.has(type)) lastPress.set(contents, now());
  });
}

const studio = new URL(STUDIO_URL);

function isStudio(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === studio.protocol && host === studio.host;
}

/** Answers every request for a permission and every look at one. */
export function permitLittle(session: Session, now: () => number = Date.now): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const pressed = contents === null ? undefined : lastPress.get(contents);
    const isCamera =
      permission === CAMERA &&
      'mediaTypes' in details &&
      details.mediaTypes?.join() === 'video' &&
      isStudio(details.requestingUrl) &&
      pressed !== undefined &&
      now() - pressed <= PRESS_TIME;
    decide(permission === CLIPBOARD || isCamera);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      permission === CLIPBOARD ||
      (permission === CAMERA && mediaType === 'video' && isStudio(origin)),
  );
}
