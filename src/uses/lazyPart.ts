/**
 * A part of the page that is fetched after it. The connection may have gone by then, or the files: a host that
 * publishes a new version takes the old ones away. So a part that does not come is no error of the page, it is a
 * state: the rest goes on, and it can be asked for again.
 */

export type Part<T> = { status: 'waiting' | 'late' | 'failed' } | { status: 'here'; value: T };

export interface LazyPart<T> {
  get(): Part<T>;
  /** Asks for it unless it is here or on its way; after a failure, once more. */
  fetch(): void;
  /** Asks for it when the browser has nothing better to do. */
  fetchWhenIdle(): void;
  subscribe(listener: () => void): () => void;
}

/** After so long without an answer the reader is told that it is not forgotten. */
const PATIENCE_MS = 8000;
/** Before it is fetched ahead: what the page opens with comes first. */
const AHEAD_MS = 2000;

/** `load` imports it; `from` imports a module by its address. */
export function createLazyPart<T>(
  load: () => Promise<T>,
  from: (address: string) => Promise<T> = (address) => import(/* @vite-ignore */ address),
): LazyPart<T> {
  let part: Part<T> = { status: 'waiting' };
  let asked = false;
  let failures = 0;
  let failedAt: string | null = null;
  const listeners = new Set<() => void>();
  const become = (next: Part<T>) => {
    part = next;
    for (const listener of listeners) listener();
  };

  /**
   * Some browsers keep a failed import and answer every further one with the same failure, so the second attempt
   * goes to another address of the same file. What it imports itself is on the page already, and stays the same.
   */
  async function attempt(): Promise<T> {
    try {
      return await load();
    } catch (error) {
      failedAt = addressIn(error) ?? failedAt;
      if (failures === 0 || failedAt === null) throw error;
      return from(`${failedAt}?again=${failures}`);
    }
  }

  async function ask(): Promise<void> {
    asked = true;
    become({ status: 'waiting' });
    const timer = setTimeout(() => become({ status: 'late' }), PATIENCE_MS);
    try {
      const value = await attempt();
      become({ status: 'here', value });
    } catch {
      failures++;
      asked = false;
      become({ status: 'failed' });
    } finally {
      clearTimeout(timer);
    }
  }

  const fetch = () => {
    if (!asked) void ask();
  };
  return {
    get: () => part,
    fetch,
    fetchWhenIdle() {
      // WebKit has no idle callbacks.
      const idle = () => ('requestIdleCallback' in globalThis ? requestIdleCallback(fetch) : fetch());
      setTimeout(idle, AHEAD_MS);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The address in the sentence with which Chromium and Firefox refuse an import; WebKit names none, and asks anew. */
function addressIn(error: unknown): string | null {
  const found = error instanceof Error ? /https?:\/\/[^\s?#]+/.exec(error.message) : null;
  return found?.[0] ?? null;
}
