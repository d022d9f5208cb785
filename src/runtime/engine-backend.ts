/** The engine's backend: chosen once, told once, and watched for a lost context. */
import { chooseBackend } from './backend';
import { type ContextWatch, watchContext } from './engine-context';
import type { Send } from './engine-requests';
import type { Host } from './host';
import type { BackendId, BackendVerdict } from './protocol';

export interface EngineBackend {
  /** The verdict; measured at the first call after `choose`. Throws `BackendUnavailable`. */
  ensure(measureAgain?: boolean): Promise<BackendVerdict>;
  choose(choice: 'auto' | BackendId): void;
  /** The backend that `ensure` made current. */
  readonly id: BackendId;
  /** The graphics driver took the context, and all tensors with it. */
  readonly isLost: boolean;
  dispose(): void;
}

export function createEngineBackend(host: Host, send: Send, onLost: () => void): EngineBackend {
  let choice: 'auto' | BackendId = 'auto';
  let verdict: BackendVerdict | null = null;
  let context: ContextWatch | null = null;
  return {
    async ensure(measureAgain = false) {
      if (verdict) return verdict;
      const found = await chooseBackend({ host, choice, measureAgain });
      verdict = found;
      context?.stop();
      context = watchContext(onLost);
      send({ type: 'backend', verdict: found });
      return found;
    },
    choose(next) {
      choice = next;
      verdict = null;
    },
    get id() {
      return verdict?.backend ?? 'cpu';
    },
    get isLost() {
      return context?.isLost ?? false;
    },
    dispose: () => context?.stop(),
  };
}
