/** The entry of a trial's worker, and nothing else, for the reason given in `src/worker/engine.worker.ts`. */
import('./listen').catch(reportError);
