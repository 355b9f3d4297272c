/** What a worker is made from, by the place in which the page stands. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const URL_OF_ENTRY = 'https://host.example/course/assets/engine.worker-0a1b2c3d.js';
const made: unknown[] = [];

/** As a browser takes it where Trusted Types are required. */
class Trusted {
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
}

beforeEach(() => {
  made.length = 0;
  // The policy lives as long as the module, as it does in a page.
  vi.resetModules();
  vi.stubGlobal('self', { origin: 'https://host.example' });
  vi.stubGlobal(
    'Worker',
    class {
      constructor(url: unknown, options: unknown) {
        made.push(url);
        expect(options).toEqual({ type: 'module' });
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const load = async () => (await import('./moduleWorker')).moduleWorker;

test('where nothing is required, from its URL', async () => {
  (await load())(URL_OF_ENTRY);
  expect(made).toEqual([URL_OF_ENTRY]);
});

test('where Trusted Types are required, by one policy of a known name, made once', async () => {
  const createPolicy = vi.fn((_name: string, rules: { createScriptURL: (url: string) => string }) => ({
    createScriptURL: (url: string) => new Trusted(rules.createScriptURL(url)),
  }));
  vi.stubGlobal('trustedTypes', { createPolicy });
  const moduleWorker = await load();
  moduleWorker(URL_OF_ENTRY);
  moduleWorker(URL_OF_ENTRY);
  expect(made).toEqual([new Trusted(URL_OF_ENTRY), new Trusted(URL_OF_ENTRY)]);
  expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(['latent-playground']);
});

test('where no policy is allowed, from its URL: whether one is required, the browser says', async () => {
  vi.stubGlobal('trustedTypes', {
    createPolicy() {
      throw new TypeError('Policy "latent-playground" disallowed.');
    },
  });
  (await load())(URL_OF_ENTRY);
  expect(made).toEqual([URL_OF_ENTRY]);
});

test('from an opaque origin, by a module without one that imports the real entry', async () => {
  vi.stubGlobal('self', { origin: 'null' });
  (await load())(URL_OF_ENTRY);
  const [text] = made as [string];
  expect(text).toMatch(/^data:text\/javascript,/);
  const code = decodeURIComponent(text.slice(text.indexOf(',') + 1));
  expect(code).toContain(`import("${URL_OF_ENTRY}")`);
});

test('a browser that refuses to make one is not allowed to: the reader is told', async () => {
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
