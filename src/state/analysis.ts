/**
 * A worker that analyses codes and images for a part of the page: it is started and ended with that part, leaves the
 * machine to training, and its errors become notices.
 */
import type { AnalysisRequests, AnalysisType } from '../analysis/protocol';
import { type AnalysisClient, openAnalysisClient } from '../analysis/spawn';
import { formOf, type ImageSet, imagesIn } from '../data/images';
import { toProblem } from '../experiment/problem';
import { clearProblems, notify } from './notices';
import { useStore } from './store';

/** Share of the time, during training. */
const SHARE_BESIDE_TRAINING = 0.15;
/** Test images to compare with: twice as many take twice as long, and hardly improve the result. */
const MOST_IMAGES = 5000;

export interface OpenAnalysis {
  /** Resolves to null where there is no result: for codes that are NaN, or when the worker is gone. */
  request<T extends AnalysisType>(
    type: T,
    body: AnalysisRequests[T]['body'],
  ): Promise<AnalysisRequests[T]['result'] | null>;
  /** Sends the first test images, at most `most`, unless it has images of this set already. */
  sendImages(most?: number): void;
  /** Ends the worker. */
  close(): void;
}

/** `beside`: its share of the time during training. */
export function openAnalysis(beside = SHARE_BESIDE_TRAINING): OpenAnalysis {
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

  const request: OpenAnalysis['request'] = async (type, body) => {
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

  const isRunning = () => useStore.getState().run.status === 'running';
  const share = () => void request('share', { share: isRunning() ? beside : 1 });
  const leave = useStore.subscribe((s, before) => {
    if (s.run.status !== before.run.status) share();
  });
  share();

  let sent: ImageSet | null = null;
  return {
    request,
    sendImages(most = MOST_IMAGES) {
      const { test, classes } = useStore.getState().data;
      if (!test || test === sent) return;
      sent = test;
      const images = imagesIn(test, 0, most).slice();
      const labels = test.labels?.slice(0, most) ?? null;
      void request('images', { images, form: formOf(test), labels, classes });
    },
    close() {
      leave();
      const ended = analysis;
      analysis = null;
      ended?.terminate();
    },
  };
}
