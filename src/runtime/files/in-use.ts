/** Who uses what was imported: every window and worker holds a shared lock on it, so that none deletes another's. */
const PREFIX = 'netloom-files-';

const locks = (): LockManager | undefined =>
  typeof navigator === 'undefined' ? undefined : navigator.locks;

/** Holds what lies under this name until the result is called, or the window or worker ends. */
export async function holdFiles(name: string): Promise<() => void> {
  const manager = locks();
  if (!manager) return () => undefined;
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    manager.request(PREFIX + name, { mode: 'shared' }, hold).catch(reject);
  });
}

/** Names that some window or worker holds; `undefined` where the browser cannot say. */
export async function heldFiles(): Promise<ReadonlySet<string> | undefined> {
  const { held = [] } = (await locks()?.query()) ?? {};
  if (!locks()) return undefined;
  const names = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name] : []));
  return new Set(names.map((name) => name.slice(PREFIX.length)));
}

/** Runs `work` while nobody holds the name; where somebody does, or nobody can know, it is not run: false. */
export async function whileUnheld(name: string, work: () => Promise<void>): Promise<boolean> {
  const options = { mode: 'exclusive', ifAvailable: true } as const;
  return (
    (await locks()?.request(PREFIX + name, options, async (lock) => {
      if (lock) await work();
      return lock !== null;
    })) ?? false
  );
}
