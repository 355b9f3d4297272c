/** The analysis worker's entry, and nothing but that, for the reason given in `worker/engine.worker.ts`. */
import('./listen').catch(reportError);
