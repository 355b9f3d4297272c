/** For tests only: the page's state with simulated workers, reset for each test. */
import { afterEach, beforeEach, vi } from 'vitest';
import * as actions from './actions';
import { initialState, useStore } from './store';
import { FakeWorker } from './testing';

/** A host without a pretrained model. */
export const none = async () => new Response(null, { status: 404 });

export function testPage() {
  const workers: FakeWorker[] = [];
  const page = { hash: '' };
  beforeEach(() => {
    workers.length = 0;
    page.hash = '';
    useStore.setState(initialState(), true);
    vi.stubGlobal('location', page);
    vi.stubGlobal('history', {
      state: null,
      replaceState: (_: unknown, __: string, url: string) => {
        page.hash = url;
      },
    });
  });
  afterEach(() => {
    actions.stop();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  return {
    workers,
    page,
    shown: () => useStore.getState().notices.map((n) => n.problem.code),
    async start(
      replies: ConstructorParameters<typeof FakeWorker>[0] = {},
      get: () => Promise<Response> = none,
    ) {
      const spawn = () => {
        const worker = new FakeWorker(replies);
        workers.push(worker);
        return worker;
      };
      const opened = await actions.start({ base: '/', spawn, fetch: get });
      return { worker: workers[0], opened };
    },
  };
}
