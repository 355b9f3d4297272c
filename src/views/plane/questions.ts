/** Questions of one kind to an analysis worker about what the plane shows, one at a time. */
import { type OpenAnalysis, openAnalysis } from '../../state/analysis';
import { useStore } from '../../state/store';

/** The worker's share of the time during training: its answers change slowly. */
const SHARE = 0.08;

/** The test images that it gets, as many as there are dots: the verdicts on a whole plane must not take long. */
const IMAGES = 2000;

export type Open = () => OpenAnalysis;
const openForPlane: Open = () => openAnalysis(SHARE);

export interface Questions {
  /**
   * Asks about the run on the screen, and passes the answer to `show` if it is still wanted. A question about something
   * else replaces one in progress; one about the same comes after it, since a question that is replaced with each new
   * decoder would never be answered.
   */
  ask<Answer>(
    about: string,
    question: (analysis: OpenAnalysis) => Promise<Answer | null>,
    show: (answer: Answer) => void,
  ): void;
  /** Ends the worker; the next question starts another. */
  close(): void;
}

/** `again` is called after an answer if the same has been asked meanwhile. */
export function createQuestions(again: () => void, open: Open = openForPlane): Questions {
  let analysis: OpenAnalysis | null = null;
  /** The question in progress. */
  let present: object | null = null;
  let presentAbout = '';
  let missed = false;

  return {
    async ask(about, question, show) {
      const { id } = useStore.getState().run;
      const complete = `${id} ${about}`;
      if (present && presentAbout === complete) {
        missed = true;
        return;
      }
      const own = {};
      present = own;
      presentAbout = complete;
      missed = false;
      analysis ??= open();
      analysis.sendImages(IMAGES);
      const answer = await question(analysis);
      if (present !== own) return;
      present = null;
      if (answer !== null && useStore.getState().run.id === id) show(answer);
      if (missed) again();
    },
    close() {
      analysis?.close();
      analysis = null;
      present = null;
    },
  };
}
