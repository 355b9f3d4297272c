/** For tests only: the reader of files without a worker. */
import { ProblemError } from '../experiment/problem';
import { createOwnFilesHandler } from './handler';
import type { OwnFilesCommand } from './protocol';
import type { OwnFilesReader } from './spawn';

export function ownFilesHere(): OwnFilesReader {
  const handler = createOwnFilesHandler(async () => null);
  let over = false;
  return {
    request: async (type, body) => {
      const value = await handler({ type, requestId: 1, ...body } as OwnFilesCommand);
      // Like a worker's, its pending requests end with it.
      if (over) throw new ProblemError('worker.died');
      return value as never;
    },
    terminate() {
      over = true;
    },
  };
}
