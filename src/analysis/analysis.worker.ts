/** The analysis worker's entry, and nothing else, for the reason given in `worker/engine.worker.ts`. */
import('./listen').catch(reportError);
