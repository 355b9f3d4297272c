/** The analysis worker: commands in, one reply to each. All of its functions are in `analyst.ts`. */
import { toProblem } from '../experiment/problem';
import { createAnalyst } from './analyst';
import { createPace } from './pace';
import type { AnalysisCommand, AnalysisEvent } from './protocol';

const analyst = createAnalyst(createPace(() => performance.now()));
const post = (event: AnalysisEvent) => self.postMessage(event);

self.onmessage = async ({ data }: MessageEvent<AnalysisCommand>) => {
  const { requestId } = data;
  try {
    post({ type: 'reply', requestId, ok: true, value: await analyst(data) });
  } catch (error) {
    post({ type: 'reply', requestId, ok: false, problem: toProblem(error, 'analysis.failed') });
  }
};
post({ type: 'ready' });
