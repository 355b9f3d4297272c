/**
 * The analysis worker of the open tab: it is started and ended with the tab, leaves the machine to training,
 * and its errors become notices.
 */
import type { AnalysisRequests, AnalysisType } from '../analysis/protocol';
import { type AnalysisClient, openAnalysisClient } from '../analysis/spawn';
import { toProblem } from '../experiment/problem';
import { clearProblems, notify } from '../state/notices';
import { useStore } from '../state/store';

/** Share of the time, during training. */
const SHARE_BESIDE_TRAINING = 0.15;

export interface TabAnalysis {
  /** Resolves to null where there is no result: for codes that are NaN, or when the worker is gone. */
  request<T extends AnalysisType>(
    type: T,
    body: AnalysisRequests[T]['body'],
  ): Promise<AnalysisRequests[T]['result'] | null>;
  /** Ends the worker. */
  close(): void;
}

export function openTabAnalysis(): TabAnalysis {
  let analysis: AnalysisClient | null = null;
  try {
    analysis = openAnalysisClient(() => {
      analysis = null;
      notify({ code: 'analysis.failed' });
    });
    clearProblems('analysis.failed');
  } catch (error) {
    notify(toProblem(error, 'analysis.failed'));
  }

  const request: TabAnalysis['request'] = async (type, body) => {
    const current = analysis;
    if (!current) return null;
    try {
      return await current.request(type, body);
    } catch {
      // A worker that died has been reported already, and one that was closed needs no report.
      if (analysis === current) notify({ code: 'analysis.failed' });
      return null;
    }
  };

  const leave = useStore.subscribe((s, before) => {
    if ((s.run.status === 'running') !== (before.run.status === 'running')) void request('share', shareNow());
  });
  void request('share', shareNow());

  return {
    request,
    close() {
      leave();
      const ended = analysis;
      analysis = null;
      ended?.terminate();
    },
  };
}

const shareNow = () => ({
  share: useStore.getState().run.status === 'running' ? SHARE_BESIDE_TRAINING : 1,
});
