/** How a worker is started, depending on the page's origin and policies. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const URL_OF_ENTRY = 'https://host.example/course/assets/engine.worker-0a1b2c3d.js';
const started: unknown[] = [];

/** What a browser requires under Trusted Types. */
class Trusted {
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
}

beforeEach(() => {
  started.length = 0;
  // The policy lives as long as the module, as on a page.
  vi.resetModules();
  vi.stubGlobal('self', { origin: 'https://host.example' });
  vi.stubGlobal(
    'Worker',
    class {
      constructor(url: unknown, options: unknown) {
        started.push(url);
        expect(options).toEqual({ type: 'module' });
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const load = async () => (await import('./moduleWorker')).moduleWorker;

test('without requirements, from its URL', async () => {
  (await load())(URL_OF_ENTRY);
  expect(started).toEqual([URL_OF_ENTRY]);
});

test('under Trusted Types, by one policy of a known name, created once', async () => {
  const createPolicy = vi.fn((_name: string, rules: { createScriptURL: (url: string) => string }) => ({
    createScriptURL: (url: string) => new Trusted(rules.createScriptURL(url)),
  }));
  vi.stubGlobal('trustedTypes', { createPolicy });
  const moduleWorker = await load();
  moduleWorker(URL_OF_ENTRY);
  moduleWorker(URL_OF_ENTRY);
  expect(started).toEqual([new Trusted(URL_OF_ENTRY), new Trusted(URL_OF_ENTRY)]);
  expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(['latent-playground']);
});

test('where no policy is allowed, from its URL: the browser then decides', async () => {
  vi.stubGlobal('trustedTypes', {
    createPolicy() {
      throw new TypeError('Policy "latent-playground" disallowed.');
    },
  });
  (await load())(URL_OF_ENTRY);
  expect(started).toEqual([URL_OF_ENTRY]);
});

test('from an opaque origin, by a data: module that imports the real entry', async () => {
  vi.stubGlobal('self', { origin: 'null' });
  (await load())(URL_OF_ENTRY);
  const [text] = started as [string];
  expect(text).toMatch(/^data:text\/javascript,/);
  const code = decodeURIComponent(text.slice(text.indexOf(',') + 1));
  expect(code).toContain(`import("${URL_OF_ENTRY}")`);
});

test('where the browser refuses to start one, the problem says that workers are blocked', async () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new DOMException('cannot be accessed from origin', 'SecurityError');
      }
    },
  );
  const moduleWorker = await load();
  expect(() => moduleWorker(URL_OF_ENTRY)).toThrow('worker.blocked');
});
