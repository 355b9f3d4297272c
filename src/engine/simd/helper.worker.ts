/** The entry of a thread that helps, and nothing but that, for the reason given in `worker/engine.worker.ts`. */
import('./listen').catch(reportError);
