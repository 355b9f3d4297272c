/**
 * The analysis worker of the tab that is open: it comes and goes with it, leaves the machine to training, and what
 * goes wrong with it is said on the screen.
 */
import type { AnalysisRequests, AnalysisType } from '../analysis/protocol';
import { type Analyst, openAnalyst } from '../analysis/spawn';
import { toProblem } from '../experiment/problem';
import { clearProblems, notify } from '../state/notices';
import { useStore } from '../state/store';

/** Of the time, while a model trains. */
const SHARE_BESIDE_TRAINING = 0.15;

export interface TabAnalyst {
  /** Null where nothing can be said: of codes that are no numbers, or when the worker is gone. */
  ask<T extends AnalysisType>(
    type: T,
    body: AnalysisRequests[T]['body'],
  ): Promise<AnalysisRequests[T]['answer'] | null>;
  /** Ends the worker. */
  close(): void;
}

export function openTabAnalyst(): TabAnalyst {
  let analyst: Analyst | null = null;
  try {
    analyst = openAnalyst(() => {
      analyst = null;
      notify({ code: 'analysis.failed' });
    });
    clearProblems('analysis.failed');
  } catch (error) {
    notify(toProblem(error, 'analysis.failed'));
  }

  const ask: TabAnalyst['ask'] = async (type, body) => {
    const asked = analyst;
    if (!asked) return null;
    try {
      return await asked.request(type, body);
    } catch {
      // A worker that has died has said so, and one that was ended was asked to.
      if (analyst === asked) notify({ code: 'analysis.failed' });
      return null;
    }
  };

  const leave = useStore.subscribe((s, before) => {
    if ((s.run.status === 'running') !== (before.run.status === 'running')) void ask('share', shareNow());
  });
  void ask('share', shareNow());

  return {
    ask,
    close() {
      leave();
      const ended = analyst;
      analyst = null;
      ended?.terminate();
    },
  };
}

const shareNow = () => ({
  share: useStore.getState().run.status === 'running' ? SHARE_BESIDE_TRAINING : 1,
});
