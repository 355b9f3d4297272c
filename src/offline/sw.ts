/**
 * The service worker: stores the page's files with the first visit and answers from them. `vitePlugin.ts` bundles it into
 * one script, with the list of files in place of `FILES`, so that a build with another file is another service worker.
 *
 * A new version is stored beside the present one and waits: it takes over when no page is open any more, or when a page
 * orders so.
 */
import type { Order, StoredFile } from './files';
import { createShelf } from './shelf';

declare const FILES: readonly StoredFile[];

/** What is used of a service worker's global scope; TypeScript's types of it exclude those of pages. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Scope {
  readonly registration: { scope: string; unregister(): Promise<boolean> };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: { type: 'window'; includeUncontrolled: true }): Promise<readonly unknown[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & { data: Order }) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: Event & { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}

const scope = globalThis as unknown as Scope;
const shelf = createShelf({
  files: FILES,
  scope: scope.registration.scope,
  caches,
  fetch: (...request) => fetch(...request),
});

scope.addEventListener('install', (event) => event.waitUntil(shelf.fill()));

scope.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      // The page of the first visit already lives from what is stored.
      await scope.clients.claim();
      // Other pages may still need files of the previous version.
      const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
      if (pages.length < 2) await shelf.prune();
    })(),
  ),
);

scope.addEventListener('fetch', (event) => {
  const answer = shelf.answer(event.request);
  if (answer) event.respondWith(answer);
});

scope.addEventListener('message', (event) => {
  if (event.data === 'takeOver') event.waitUntil(scope.skipWaiting());
  if (event.data === 'forget') event.waitUntil(shelf.forget().then(() => scope.registration.unregister()));
});
