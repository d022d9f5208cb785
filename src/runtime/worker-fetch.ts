/** Reads shipped assets in a browser, telling how far it is. */
import { RunFailure } from './failure';

function refuse(path: string, received: string): RunFailure {
  return new RunFailure({
    code: 'data',
    message: `The file ${path} could not be read: ${received}.`,
    hint: 'Reload the page, or choose a data set that is generated.',
  });
}

/** The bytes at `address`; throws a `RunFailure` of code `data` where they cannot be had. */
export async function fetchBytes(
  address: string,
  onBytes: (done: number, total: number) => void = () => {},
): Promise<Uint8Array> {
  const response = await fetch(address).catch((error: unknown) => {
    throw refuse(address, error instanceof Error ? error.message : String(error));
  });
  if (!response.ok || !response.body) throw refuse(address, `status ${response.status}`);
  const total = Number(response.headers.get('content-length')) || 0;
  const chunks: Uint8Array[] = [];
  let done = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { value } = await reader.read();
    if (!value) break;
    chunks.push(value);
    done += value.byteLength;
    onBytes(done, Math.max(total, done));
  }
  const bytes = new Uint8Array(done);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
