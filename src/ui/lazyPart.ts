/**
 * A part of the page that is fetched later. The connection may be lost by then, or the files: a host that
 * publishes a new version removes the old ones. So a part that fails to load is not an error of the page but
 * a state: the rest works, and the part can be requested again.
 */

export type Part<T> = { status: 'waiting' | 'late' | 'failed' } | { status: 'here'; value: T };

export interface LazyPart<T> {
  get(): Part<T>;
  /** Fetches it unless it is loaded or on its way; after a failure, tries again. */
  fetch(): void;
  /** Fetches it when the browser is idle. */
  fetchWhenIdle(): void;
  subscribe(listener: () => void): () => void;
}

/** After this time without a result, the page reports that it is still loading. */
const LATE_AFTER_MS = 8000;
/** Delay before it is prefetched: what the page opens with comes first. */
const AHEAD_MS = 2000;

/** `load` imports it; `from` imports a module by its address. */
export function createLazyPart<T>(
  load: () => Promise<T>,
  from: (address: string) => Promise<T> = (address) => import(/* @vite-ignore */ address),
): LazyPart<T> {
  let part: Part<T> = { status: 'waiting' };
  let requested = false;
  let failures = 0;
  let failedAt: string | null = null;
  const listeners = new Set<() => void>();
  const become = (next: Part<T>) => {
    part = next;
    for (const listener of listeners) listener();
  };

  /**
   * Some browsers cache a failed import and repeat the same failure, so the second attempt uses another
   * address of the same file. The file's own imports are loaded already, and stay the same.
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

  async function fetchOnce(): Promise<void> {
    requested = true;
    become({ status: 'waiting' });
    const timer = setTimeout(() => become({ status: 'late' }), LATE_AFTER_MS);
    try {
      const value = await attempt();
      become({ status: 'here', value });
    } catch {
      failures++;
      requested = false;
      become({ status: 'failed' });
    } finally {
      clearTimeout(timer);
    }
  }

  const fetch = () => {
    if (!requested) void fetchOnce();
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

/**
 * The address in the error message of a failed import in Chromium and Firefox; WebKit names none, and fetches
 * again.
 */
function addressIn(error: unknown): string | null {
  const found = error instanceof Error ? /https?:\/\/[^\s?#]+/.exec(error.message) : null;
  return found?.[0] ?? null;
}
