/** Requests of one kind to an analysis worker for a layer of the plane, one at a time. */
import { type OpenAnalysis, openAnalysis } from '../../state/analysis';
import { useStore } from '../../state/store';

/** The worker's share of the time during training: its results change slowly. */
const SHARE = 0.08;

/** The test images that it gets, as many as there are dots: the verdicts on a whole plane must not take long. */
const IMAGES = 2000;

export type Open = () => OpenAnalysis;
const openForPlane: Open = () => openAnalysis(SHARE);

export interface PlaneRequests {
  /**
   * Sends a request for the run on the screen, and passes the result to `show` if it is still wanted. A request with
   * another key replaces one in progress; one with the same key follows it, since a request that is replaced with each
   * new decoder would never have a result.
   */
  request<Result>(
    key: string,
    send: (analysis: OpenAnalysis) => Promise<Result | null>,
    show: (result: Result) => void,
  ): void;
  /** Ends the worker; the next request starts another. */
  close(): void;
}

/** `again` is called after a result if one with the same key has been requested meanwhile. */
export function createPlaneRequests(again: () => void, open: Open = openForPlane): PlaneRequests {
  let analysis: OpenAnalysis | null = null;
  /** The request in progress, and its key. */
  let present: object | null = null;
  let presentKey = '';
  let missed = false;

  return {
    async request(key, send, show) {
      const { id } = useStore.getState().run;
      const complete = `${id} ${key}`;
      if (present && presentKey === complete) {
        missed = true;
        return;
      }
      const own = {};
      present = own;
      presentKey = complete;
      missed = false;
      analysis ??= open();
      analysis.sendImages(IMAGES);
      const result = await send(analysis);
      if (present !== own) return;
      present = null;
      if (result !== null && useStore.getState().run.id === id) show(result);
      if (missed) again();
    },
    close() {
      analysis?.close();
      analysis = null;
      present = null;
    },
  };
}
