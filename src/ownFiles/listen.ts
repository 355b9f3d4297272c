/** The worker that opens the reader's own files: commands in, one reply to each. */
import { toProblem } from '../experiment/problem';
import { decodePicture } from './decode';
import { buffersOf, createOwnFilesHandler } from './handler';
import type { OwnFilesCommand, OwnFilesEvent } from './protocol';

const handler = createOwnFilesHandler(decodePicture);
const post = (event: OwnFilesEvent, transfer: Transferable[] = []) => self.postMessage(event, { transfer });

self.onmessage = async ({ data }: MessageEvent<OwnFilesCommand>) => {
  const { requestId } = data;
  try {
    const value = await handler(data);
    post({ type: 'reply', requestId, ok: true, value }, buffersOf(value));
  } catch (error) {
    post({ type: 'reply', requestId, ok: false, problem: toProblem(error) });
  }
};
post({ type: 'ready' });
