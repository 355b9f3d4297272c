/** What the training worker does: commands in, events out. All that it does is in `session.ts`. */
import '../experiment/cloning';
import { dispatch } from './dispatch';
import type { Post } from './post';
import type { Command } from './protocol';
import { createSession } from './session';

const post: Post = (event, transfer = []) => self.postMessage(event, { transfer });
const session = createSession(post);

self.onmessage = ({ data }: MessageEvent<Command>) => {
  void dispatch(session, data, post);
};
post({ type: 'ready' });
