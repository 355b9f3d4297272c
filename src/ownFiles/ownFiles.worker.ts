/** The entry of the worker that opens files, and nothing else, for the reason given in `worker/engine.worker.ts`. */
import('./listen').catch(reportError);
