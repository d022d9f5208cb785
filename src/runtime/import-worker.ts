/** Imports people's files beside everything else: opens them, says what they seem to be, and packs them into the store. */
import { bitmapPictures } from './files/bitmap-pictures';
import { browserShards } from './files/browser-shards';
import type { FromImporter, ToImporter } from './files/import-protocol';
import { openFiles, readOpened } from './files/open';
import { FileProblems, FilesError } from './files/problems';
import type { Opened } from './files/reader';
import { storeParts } from './files/store';
import type { FileTree } from './files/tree';
import { bytesOnDisk } from './stored-rows';

let problems = new FileProblems();
let opened: Opened | undefined;
let name = '';
let last = 0;
let resumes = false;

const post = (message: FromImporter): void => self.postMessage(message);

/** At most ten times a second. */
function onProgress(done: number, total: number): void {
  if (done < total && performance.now() - last < 100) return;
  last = performance.now();
  post({ type: 'progress', done, total, resumes });
}

const treeOf = (message: Extract<ToImporter, { type: 'open' }>): FileTree => ({
  name: message.name,
  files: message.files.map(({ path, file }) => ({
    path,
    size: file.size,
    stamp: file.lastModified,
    slice: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  })),
});

async function receive(message: ToImporter): Promise<void> {
  if (message.type === 'open') {
    problems = new FileProblems();
    resumes = false;
    name = message.name;
    const shards = (made: string) => {
      resumes = true;
      return browserShards(name, made);
    };
    const context = { pictures: bitmapPictures, problems, shards, onProgress };
    opened = await openFiles(treeOf(message), context);
    const { kind, columns } = await opened.describe({ columns: {} });
    post({
      type: 'opened',
      guess: { kind, columns, ...(opened.columns && { table: opened.columns }) },
    });
    return;
  }
  if (!opened) return;
  const wish = { columns: {}, ...message.corrections };
  const { description, parts } = await readOpened(opened, name, wish, problems);
  await storeParts(description.fingerprint, parts);
  const more = problems.count - problems.list.length;
  const storedBytes = bytesOnDisk(parts);
  post({ type: 'imported', description, problems: problems.list, more, storedBytes });
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const isQuota = error instanceof DOMException && error.name === 'QuotaExceededError';
  const isFiles = error instanceof FilesError || error instanceof RangeError;
  post({ type: 'failed', reason: isQuota ? 'quota' : isFiles ? 'files' : 'unknown', message });
}

self.onmessage = (event: MessageEvent<ToImporter>) => {
  receive(event.data).catch(fail);
};
