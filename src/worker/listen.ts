/** The training worker: commands in, events out. All of its functions are in `handlers.ts`. */
import '../experiment/structuredClonePolyfill';
import { handleCommand } from './handleCommand';
import { createHandlers } from './handlers';
import type { Post } from './post';
import type { Command } from './protocol';

const post: Post = (event, transfer = []) => self.postMessage(event, { transfer });
const handlers = createHandlers(post);

self.onmessage = ({ data }: MessageEvent<Command>) => {
  void handleCommand(handlers, data, post);
};
post({ type: 'ready' });
