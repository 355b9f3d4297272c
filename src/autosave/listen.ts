/** The worker that saves runs: commands in, one reply to each. All of its functions are in `handlers.ts`. */
import { toProblem } from '../experiment/problem';
import { createSaveHandler } from './handlers';
import type { SaveCommand, SaveEvent } from './protocol';

const handler = createSaveHandler();
const post = (event: SaveEvent) => self.postMessage(event);

self.onmessage = async ({ data }: MessageEvent<SaveCommand>) => {
  const { requestId } = data;
  try {
    post({ type: 'reply', requestId, ok: true, value: await handler(data) });
  } catch (error) {
    post({ type: 'reply', requestId, ok: false, problem: toProblem(error, 'storage.unavailable') });
  }
};
post({ type: 'ready' });
