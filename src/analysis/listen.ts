/** The analysis worker: commands in, one reply to each. All of its functions are in `handler.ts`. */
import { toProblem } from '../experiment/problem';
import { createAnalysisHandler } from './handler';
import { createPace } from './pace';
import type { AnalysisCommand, AnalysisEvent } from './protocol';

const handler = createAnalysisHandler(createPace(() => performance.now()));
const post = (event: AnalysisEvent) => self.postMessage(event);

self.onmessage = async ({ data }: MessageEvent<AnalysisCommand>) => {
  const { requestId } = data;
  try {
    post({ type: 'reply', requestId, ok: true, value: await handler(data) });
  } catch (error) {
    post({ type: 'reply', requestId, ok: false, problem: toProblem(error, 'analysis.failed') });
  }
};
post({ type: 'ready' });
